package io.election.engine;

import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.send;
import static io.election.engine.Effects.store;
import static io.election.engine.Effects.wakeUpAt;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.election.api.Impediment;
import io.election.api.Role;
import io.election.api.transport.Incarnation;
import io.election.api.transport.Refusal;
import io.election.api.transport.Refusal.Reason;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules T1 to T7; T4, the damaged record, is the stores' to hold. */
class TermAndVoteRulesTest {

  @Test
  @DisplayName("T1: term and vote are written as one record, before the granting reply")
  void oneRecordBeforeTheReply() {
    Node node = Node.follower(3, 2);

    assertThat(node.at(100).receives(NODE_3.asksForVote(4))).containsExactly(store(4, 3));
    assertThat(node.stored()).startsWith(reply(SELF.grants(4)));
  }

  @Test
  @DisplayName("T2: the requests leave with the write of the own vote, which counts once durable")
  void ownVoteCountsOnceDurable() {
    Node node = Node.preCandidate();

    assertThat(node.isAnswered(NODE_2.grants(0)))
        .contains(store(1, 1), send(NODE_2, SELF.asksForVote(1, 2)));
    node.isAnswered(NODE_2.grants(1));
    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);

    node.stored();
    assertThat(node.view().role()).isEqualTo(Role.LEADER);
  }

  @Test
  @DisplayName("T2: a candidate that could not write its vote is not elected by the others'")
  void failedOwnVoteElectsNobody() {
    Node node = Node.candidate();
    node.storeFails("disk full");

    node.isAnswered(NODE_2.grants(1));
    node.isAnswered(NODE_3.grants(1));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }

  @Test
  @DisplayName("T3: a crash after the write and before the reply leaves the vote given")
  void crashAfterTheWrite() {
    Node node = Node.restarted(4, 3).started();

    assertThat(node.at(500).receives(NODE_2.asksForVote(4)))
        .containsExactly(reply(SELF.deniesVote(4)));
    assertThat(node.receives(NODE_3.asksForVote(4))).startsWith(reply(SELF.grants(4)));
  }

  @Test
  @DisplayName("T3: a vote whose write failed is given all the same, to nobody else")
  void failedWriteFreesNoVote() {
    Node node = Node.follower(0, null);
    node.at(50).receives(NODE_2.asksForVote(1));
    node.at(60).storeFails("disk full");
    node.at(560).wakesUp();
    node.stored();

    assertThat(node.receives(NODE_3.asksForVote(1))).containsExactly(reply(SELF.deniesVote(1)));
  }

  @Test
  @DisplayName("T3: a candidate that steps down inside its term keeps its vote for itself")
  void steppingDownKeepsTheVote() {
    Node node = Node.candidate();
    node.stored();
    node.receives(NODE_3.heartbeat(1));

    assertThat(node.view().votedFor()).isEqualTo(1);
    assertThat(node.at(1200).receives(NODE_2.asksForVote(1)))
        .containsExactly(reply(SELF.deniesVote(1)));
  }

  @Test
  @DisplayName("T3: a leader that lost its lease keeps its vote for itself")
  void formerLeaderKeepsTheVote() {
    Node node = Node.leader();
    node.at(5000).wakesUp();

    assertThat(node.receives(NODE_2.asksForVote(1))).containsExactly(reply(SELF.deniesVote(1)));
  }

  @Test
  @DisplayName("T5: a store that cannot be written grants nothing and is tried again")
  void failedStoreGrantsNothingAndIsTriedAgain() {
    Node node = Node.follower(0, null);
    node.at(50).receives(NODE_2.asksForVote(1));

    assertThat(node.storeFails("disk full")).startsWith(reply(SELF.deniesVote(0)));
    assertThat(node.receives(NODE_2.asksForVote(1))).containsExactly(reply(SELF.deniesVote(0)));
    assertThat(node.receives(NODE_2.asksForPreVote(5))).containsExactly(reply(SELF.deniesVote(0)));
    assertThat(node.view().impediment())
        .isEqualTo(new Impediment(Impediment.Kind.STORE, "disk full"));
    assertThat(node.at(550).wakesUp()).startsWith(store(1, 2));
  }

  @Test
  @DisplayName("T5: a leader whose store hangs for the shortest timeout stops its heartbeats")
  void stalledLeaderFallsSilent() {
    Node node = Node.leader().leadingUntil(2000);

    node.at(2100).wakesUp();

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.at(2200).wakesUp()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("T6: a stranger's requests touch neither term nor vote nor timer")
  @CsvSource({
    "another cluster,     other, 2, 2, 1002, OTHER_CLUSTER,    'node 1 belongs to cluster ''test'', you to ''other'''",
    "a later protocol,    test,  3, 2, 1002, UNKNOWN_PROTOCOL, 'node 1 speaks protocol version 2 and the one before, you 3'",
    "not a member,        test,  2, 9, 1009, NOT_A_MEMBER,     'node 9 is not among the members that node 1 knows'",
    "this very node,      test,  2, 1, 1001, NOT_A_MEMBER,     'node 1 is me; give each node its own id'",
  })
  void strangerTouchesNothing(
      String who,
      String cluster,
      int protocol,
      int id,
      long incarnation,
      Reason why,
      String detail) {
    Node node = Node.follower(0, null);
    View before = node.view();
    Sender stranger =
        new Sender(cluster, protocol, id, new Incarnation(incarnation, 1, incarnation), Node.THREE);

    assertThat(node.at(300).receives(new VoteRequest(stranger, 5, 1, false)))
        .containsExactly(reply(new Refusal(SELF.sender(), why, detail)));

    assertThat(node.view()).isEqualTo(before);
    assertThat(node.at(600).wakesUp()).endsWith(wakeUpAt(700));
  }

  @Test
  @DisplayName("T7: the last term is followed, but nobody can stand after it")
  void nobodyStandsAfterTheLastTerm() {
    Node node = Node.follower(Long.MAX_VALUE - 1, 2);

    assertThat(node.receives(NODE_2.heartbeat(Long.MAX_VALUE - 1)))
        .contains(reply(SELF.accepts(Long.MAX_VALUE - 1)));
    node.at(620).wakesUp();
    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }

  @Test
  @DisplayName("T7: the term before the last can be stood in")
  void lastTermCanBeStoodIn() {
    Node node = Node.follower(Long.MAX_VALUE - 2, null).turnedPreCandidate();

    assertThat(node.isAnswered(NODE_2.grants(Long.MAX_VALUE - 2)))
        .startsWith(store(Long.MAX_VALUE - 1, 1));
  }

  @Test
  @DisplayName("T7: a term that is negative or leaves no next one is no message at all")
  void termsHaveBounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> NODE_2.asksForVote(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> NODE_2.heartbeat(Long.MAX_VALUE));
    assertThatIllegalArgumentException().isThrownBy(() -> NODE_2.grants(Long.MAX_VALUE));
    assertThatIllegalArgumentException().isThrownBy(() -> NODE_2.accepts(-1));
  }
}
