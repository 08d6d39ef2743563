package io.election.engine;

import static io.election.engine.Effects.leadershipEnded;
import static io.election.engine.Effects.reply;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Impediment;
import io.election.api.LossReason;
import io.election.api.transport.Incarnation;
import io.election.api.transport.Recipient;
import io.election.api.transport.Refusal;
import io.election.api.transport.Refusal.Reason;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** D11: of several processes under one id the last started counts, and nobody else. */
class OneProcessAnIdTest {

  private static final Sender NEXT_LIFE = NODE_2.sender(2, 7);
  private static final Sender TWIN = NODE_2.sender(1, 4711);
  private static final Sender ON_ANOTHER_DISK =
      new Sender(
          "test", Sender.CURRENT_PROTOCOL_VERSION, 2, new Incarnation(999, 1, 5), Node.THREE);

  @Test
  void restartedProcessIsHeardAtOnce() {
    Node node = Node.follower(0, null);
    node.receives(NODE_2.asksForPreVote(1));

    assertThat(reasons(node.receives(asks(NEXT_LIFE)))).isEmpty();
  }

  @Test
  void processBeforeTheLatestIsRefusedAndToldHowOftenItWasStarted() {
    Node node = Node.follower(0, null);
    node.receives(asks(NEXT_LIFE));

    assertThat(node.receives(NODE_2.asksForPreVote(1)))
        .containsExactly(
            reply(
                new Refusal(
                    SELF.sender(),
                    Reason.OLD_INCARNATION,
                    "node 2 was started again, on this data directory or a copy of it: 2 times, this process was start 1",
                    2)));
  }

  @Test
  void processesOnCopiesOfOneDirectoryAreBothRefused() {
    Node node = Node.follower(0, null);
    node.receives(NODE_2.asksForPreVote(1));

    assertThat(reasons(node.receives(asks(TWIN)))).containsExactly(Reason.DUPLICATE_ID);
    assertThat(reasons(node.receives(NODE_2.asksForPreVote(1))))
        .containsExactly(Reason.DUPLICATE_ID);
  }

  @Test
  void nextStartOfEitherIsHeard() {
    Node node = Node.follower(0, null);
    node.receives(NODE_2.asksForPreVote(1));
    node.receives(asks(TWIN));

    assertThat(reasons(node.receives(asks(NEXT_LIFE)))).isEmpty();
  }

  @Test
  void processOnAnotherDirectoryIsRefusedWhileTheFirstIsHeard() {
    Node node = Node.follower(0, null);
    node.receives(NODE_2.asksForPreVote(1));

    assertThat(reasons(node.at(499).receives(asks(ON_ANOTHER_DISK))))
        .containsExactly(Reason.OTHER_DIRECTORY);
    assertThat(reasons(node.at(500).receives(asks(ON_ANOTHER_DISK)))).isEmpty();
    assertThat(reasons(node.at(999).receives(NODE_2.asksForPreVote(1))))
        .containsExactly(Reason.OTHER_DIRECTORY);
  }

  @Test
  void directoryThatComesBackIsRememberedWithItsStarts() {
    Node node = Node.follower(0, null);
    node.receives(asks(NEXT_LIFE));
    node.at(500).receives(asks(ON_ANOTHER_DISK));

    assertThat(reasons(node.at(1000).receives(NODE_2.asksForPreVote(1))))
        .containsExactly(Reason.OLD_INCARNATION);
  }

  @Test
  void bothProcessesAreToldOfEachOther() {
    Node node = Node.leader();
    node.receives(asks(TWIN));

    node.at(700).wakesUp();
    assertThat(node.lastSentTo(NODE_2).recipient().incarnation())
        .isEqualTo(NODE_2.sender().incarnation());

    node.receives(NODE_2.asksForPreVote(1));
    node.at(800).wakesUp();
    assertThat(node.lastSentTo(NODE_2).recipient().incarnation()).isEqualTo(TWIN.incarnation());
  }

  @Test
  void nodeThatHearsOfALaterLifeOfItsOwnStopsAndWritesItDown() {
    Node node = Node.leader();

    List<Effect> effects =
        node.receives(NODE_3.asksForPreVote(1).to(new Recipient(1, new Incarnation(101, 4, 77))));

    assertThat(effects).contains(leadershipEnded(1, LossReason.STOPPED));
    assertThat(effects)
        .filteredOn(Effect.Store.class::isInstance)
        .extracting(effect -> ((Effect.Store) effect).state().starts())
        .containsExactly(4L);
    assertThat(node.view().impediment().kind()).isEqualTo(Impediment.Kind.TOLD_TO_STOP);
    node.stored();
    assertThat(node.at(3000).receives(NODE_2.asksForVote(5))).contains(reply(SELF.deniesVote(1)));
    assertThat(node.at(9000).wakesUp()).noneMatch(Effect.Send.class::isInstance);
  }

  @Test
  void nodeThatHearsOfATwinStops() {
    Node node = Node.leader();

    node.isAnswered(NODE_3.refuses(Reason.DUPLICATE_ID, "two of you"));

    assertThat(node.view().impediment().kind()).isEqualTo(Impediment.Kind.TOLD_TO_STOP);
    assertThat(node.view().leaderId()).isNull();
  }

  @Test
  void nodeThatHearsOfAnEarlierLifeOfItsOwnGoesOn() {
    Node node = Node.leader();

    node.receives(NODE_3.asksForPreVote(1).to(new Recipient(1, SELF.sender().incarnation())));
    node.isAnswered(
        new Refusal(NODE_3.sender(), Reason.OLD_INCARNATION, "late word to a life before", 1));

    assertThat(node.view().impediment()).isNull();
    assertThat(node.view().leaderId()).isEqualTo(1);
  }

  @Test
  void anotherLifeOfTheLeaderIsNotTheLeaderWhoMayAsk() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(200).receives(new VoteRequest(NEXT_LIFE, 2, 1, false)))
        .containsExactly(reply(SELF.deniesVote(1, 400)));
  }

  private static VoteRequest asks(Sender sender) {
    return new VoteRequest(sender, 1, 1, true);
  }

  private static List<Reason> reasons(List<Effect> effects) {
    return effects.stream()
        .filter(Effect.Reply.class::isInstance)
        .map(effect -> ((Effect.Reply) effect).response())
        .filter(Refusal.class::isInstance)
        .map(response -> ((Refusal) response).reason())
        .toList();
  }
}
