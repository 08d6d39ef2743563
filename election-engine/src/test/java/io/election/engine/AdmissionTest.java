package io.election.engine;

import static io.election.engine.Effects.reply;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.Recipient;
import io.election.api.transport.Refusal;
import io.election.api.transport.Refusal.Reason;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is listened to at all (rules T6, T8). */
class AdmissionTest {

  @Test
  void protocolVersionBeforeIsSpoken() {
    int before = Sender.CURRENT_PROTOCOL_VERSION - 1;

    assertThat(Node.follower(0, null).receives(preVoteOfVersion(before)))
        .contains(reply(SELF.grants(0)));
  }

  @Test
  void protocolVersionAfterIsNot() {
    int after = Sender.CURRENT_PROTOCOL_VERSION + 1;

    assertThat(Node.follower(0, null).receives(preVoteOfVersion(after)))
        .contains(
            reply(
                SELF.refuses(
                    Reason.UNKNOWN_PROTOCOL,
                    "node 1 speaks protocol version 2 and the one before, you 3")));
  }

  private static VoteRequest preVoteOfVersion(int version) {
    Sender member = NODE_2.sender();
    return new VoteRequest(
        new Sender(member.clusterId(), version, member.nodeId(), member.incarnation(), Node.THREE),
        1,
        1,
        true);
  }

  @Test
  void answerIsHeardOnlyFromWhoWasAsked() {
    Node node = Node.candidate();
    node.stored();

    node.isAnswered(2, node.lastSentTo(NODE_2), NODE_3.grants(1));

    assertThat(node.view().leadsAt(0)).isFalse();
    assertThat(node.isAnswered(NODE_2.grants(1))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4294967301, true", "4294967302, false"})
  void termIsTakenIfAClusterCouldHaveComeToIt(long term, boolean taken) {
    Node node = Node.follower(5, null);

    List<Effect> effects = node.receives(NODE_2.asksForVote(term));

    assertThat(effects.get(0) instanceof Effect.Store).isEqualTo(taken);
  }

  @Test
  void termTooFarIsRefusedWhicheverWayItComes() {
    Node node = Node.leader();
    long far = 1L << 40;

    assertThat(node.receives(NODE_2.heartbeat(far)))
        .containsExactly(
            reply(
                SELF.refuses(
                    Reason.TERM_TOO_FAR,
                    "term 1099511627776 of node 2 is further ahead of term 1 than any cluster could have come")));
    assertThat(node.receives(NODE_2.asksForPreVote(1).to(new Recipient(far, null))))
        .allMatch(AdmissionTest::isRefusal);
    node.isAnswered(new HeartbeatResponse(NODE_2.sender(), far, false, 1, 0));
    node.isAnswered(new VoteResponse(NODE_2.sender(), far, false, 0));

    assertThat(node.view().leaderId()).isEqualTo(1);
  }

  private static boolean isRefusal(Effect effect) {
    return effect instanceof Effect.Reply reply
        && reply.response() instanceof Refusal refusal
        && refusal.reason() == Reason.TERM_TOO_FAR;
  }

  @Test
  void termThatAnotherMemberIsInIsNotTooFar() {
    Node node = Node.follower(5, null);
    long high = 1L << 32;
    node.receives(NODE_3.heartbeat(high));
    node.stored();

    assertThat(node.receives(NODE_2.heartbeat(high + 5))).noneMatch(AdmissionTest::isRefusal);
  }

  @Test
  void nodeThatHasNeverSeenATermTakesAny() {
    assertThat(Node.follower(0, null).receives(NODE_2.heartbeat(1L << 40)))
        .first()
        .isInstanceOf(Effect.Store.class);
  }
}
