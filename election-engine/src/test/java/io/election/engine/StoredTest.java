package io.election.engine;

import static io.election.engine.Effects.leaderKnown;
import static io.election.engine.Effects.leadershipBegan;
import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.send;
import static io.election.engine.Effects.store;
import static io.election.engine.Effects.wakeUpAt;
import static io.election.engine.Node.nanos;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a node does once its record is on disk. */
class StoredTest {

  @Test
  void ownVoteOfACandidateCounts() {
    Node node = Node.candidate();
    node.isAnswered(NODE_2.grants(1));

    assertThat(node.at(640).stored())
        .containsExactly(
            send(NODE_2, SELF.heartbeat(1, 3, Set.of(2))),
            send(NODE_3, SELF.heartbeat(1, 3, Set.of(2))),
            wakeUpAt(740));

    assertThat(node.view().role()).isEqualTo(Role.LEADER);
    assertThat(node.view().term()).isEqualTo(1);
    assertThat(node.view().votedFor()).isEqualTo(1);
  }

  @Test
  void ownVoteAloneDoesNotElect() {
    Node node = Node.candidate();

    assertThat(node.stored()).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
    assertThat(node.view().term()).isEqualTo(1);
  }

  @Test
  void ownVoteOfTheOnlyMemberElectsItAndIsItsLease() {
    Node node = Node.among(1).started();
    node.wakesUp();

    assertThat(node.at(10).stored())
        .containsExactly(
            leaderKnown(SELF, 1, Role.LEADER, "elected by a majority"),
            leadershipBegan(1),
            wakeUpAt(110));

    assertThat(node.view().leaseUntilNanos()).isEqualTo(nanos(10 + 475));
  }

  @Test
  void whatChangedMeanwhileIsWrittenNextAndNothingIsAnsweredBefore() {
    Node node = Node.candidate();
    node.isAnswered(NODE_2.deniesVote(4));
    node.receives(NODE_3.heartbeat(4));

    assertThat(node.at(620).stored()).containsExactly(store(4, 3), wakeUpAt(1120));
    assertThat(node.view().term()).isEqualTo(1);

    assertThat(node.at(630).stored())
        .containsExactly(
            leaderKnown(NODE_3, 4, Role.FOLLOWER, "its heartbeat was heard"),
            reply(SELF.accepts(4)),
            wakeUpAt(1260));
    assertThat(node.view().term()).isEqualTo(4);
  }

  @Test
  void lateWriteIsAWriteAllTheSame() {
    Node node = Node.candidate();
    node.at(1100).wakesUp();

    assertThat(node.at(1150).stored()).isEmpty();

    assertThat(node.view().impediment()).isNull();
    assertThat(node.view().term()).isEqualTo(1);
    assertThat(node.view().votedFor()).isEqualTo(1);
    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }

  /** Found by the simulator: the request was answered with the term before the one shown. */
  @Test
  void writeThatComesTogetherWithItsDeadlineIsAnsweredInItsTerm() {
    Node node = Node.follower(3, null);
    node.at(1000).receives(NODE_2.asksForVote(4));

    assertThat(node.at(1501).stored()).startsWith(reply(SELF.grants(4)));

    assertThat(node.view().term()).isEqualTo(4);
  }

  @Test
  void leaderHasProvedItsStoreForOneLongestTimeout() {
    Node node = Node.leader().leadingUntil(1600);
    node.at(1650).stored();
    node.leadingUntil(2600);

    assertThat(node.at(2649).wakesUp()).isEmpty();
    assertThat(node.at(2650).wakesUp()).containsExactly(store(1, 1), wakeUpAt(2700));
    assertThat(node.view().role()).isEqualTo(Role.LEADER);
  }
}
