package io.election.engine;

import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Impediment;
import io.election.api.transport.Incarnation;
import io.election.api.transport.Recipient;
import io.election.api.transport.Refusal;
import io.election.api.transport.Refusal.Reason;
import io.election.api.transport.VoteRequest;
import org.junit.jupiter.api.Test;

/**
 * D11: a started node tells its peers that it is there, and takes no part while one of them listens
 * to another process of its id.
 */
class GreetingTest {

  private static final Refusal REFUSAL =
      NODE_2.refuses(Reason.OTHER_DIRECTORY, "node 1 was just heard from another data directory");

  @Test
  void startedNodeGreetsAll() {
    Node node = Node.restarted(4, null);

    node.starts();

    assertThat(node.greeted()).containsExactly(2, 3);
  }

  @Test
  void onlyMemberGreetsNobody() {
    Node node = Node.among(1);

    node.starts();

    assertThat(node.greeted()).isEmpty();
  }

  @Test
  void whoHasNotAnsweredIsGreetedAgainWhileTheNodeIsQuiet() {
    Node node = Node.restarted(4, null).started();
    node.greeted();
    node.isAnswered(2, VoteRequest.greeting(SELF.sender(), 4), NODE_2.deniesVote(4));

    node.at(50).receives(NODE_2.heartbeat(4));
    assertThat(node.greeted()).as("not more often than heartbeats are sent").isEmpty();
    node.at(100).receives(NODE_2.heartbeat(4));
    assertThat(node.greeted()).containsExactly(3);
    node.at(500).receives(NODE_2.heartbeat(4));
    assertThat(node.greeted()).isEmpty();
  }

  @Test
  void greetingChangesNothing() {
    Node node = Node.following(NODE_2, 4);
    View before = node.view();

    node.receives(VoteRequest.greeting(NODE_3.sender(), 4));

    assertThat(node.view().term()).isEqualTo(before.term());
    assertThat(node.view().votedFor()).isEqualTo(before.votedFor());
    assertThat(node.view().leaderId()).isEqualTo(before.leaderId());
  }

  @Test
  void refusedProcessTakesNoPart() {
    Node node = Node.follower(4, null);

    isRefused(node);

    assertThat(node.view().impediment())
        .isEqualTo(new Impediment(Impediment.Kind.OTHER_DIRECTORY, REFUSAL.detail()));
    assertThat(node.at(100).receives(NODE_3.asksForVote(5)))
        .contains(Effects.reply(SELF.deniesVote(4)));
    assertThat(node.view().votedFor()).isNull();
  }

  @Test
  void processIsRefusedByARequestThatNamesTheOther() {
    Node node = Node.follower(4, null);

    node.receives(NODE_2.asksForPreVote(5).to(new Recipient(4, new Incarnation(999, 1, 1))));

    assertThat(node.view().impediment())
        .isEqualTo(
            new Impediment(
                Impediment.Kind.OTHER_DIRECTORY,
                "node 2 knows node 1 from another data directory"));
  }

  @Test
  void answerEndsIt() {
    Node node = Node.follower(4, null);
    isRefused(node);

    node.isAnswered(2, VoteRequest.greeting(SELF.sender(), 4), NODE_2.deniesVote(4));

    assertThat(node.view().impediment()).isNull();
  }

  @Test
  void refusalOfAPeerThatIsGoneDoesNotLastForEver() {
    Node node = Node.follower(4, null);
    isRefused(node);

    node.at(3_999).receives(NODE_3.asksForPreVote(5));
    assertThat(node.view().impediment()).isNotNull();
    node.at(4_000).receives(NODE_3.asksForPreVote(5));
    assertThat(node.view().impediment()).isNull();
  }

  @Test
  void leaderThatIsRefusedStepsDown() {
    Node node = Node.leader();

    assertThat(node.isAnswered(REFUSAL)).anyMatch(Effect.LeadershipEnded.class::isInstance);
  }

  private static void isRefused(Node node) {
    node.isAnswered(2, VoteRequest.greeting(SELF.sender(), 4), REFUSAL);
  }
}
