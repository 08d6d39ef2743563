package io.election.transport.rest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PeerMessagesTest {

  private static final long HIGHEST_TERM = Long.MAX_VALUE - 1;
  private static final Sender LOWEST = new Sender("a", 1, 1, Long.MIN_VALUE);
  private static final Sender HIGHEST =
      new Sender("x", Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

  @Test
  void extremesSurvive() {
    survive(LOWEST, 0, 0, true, Set.of(), 0);
    survive(HIGHEST, HIGHEST_TERM, Long.MAX_VALUE, false, Set.of(1, Integer.MAX_VALUE), 100);
  }

  @RepeatedTest(20)
  void anythingInBetweenSurvives() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    System.out.println("seed " + seed);
    Sender sender =
        new Sender(
            "c" + random.nextInt(),
            1 + random.nextInt(9),
            1 + random.nextInt(9),
            random.nextLong());
    Set<Integer> reachable = new TreeSet<>();
    random.ints(random.nextInt(8), 1, 1_000).forEach(reachable::add);
    survive(
        sender,
        random.nextLong(HIGHEST_TERM),
        random.nextLong(Long.MAX_VALUE),
        random.nextBoolean(),
        reachable,
        random.nextInt(101));
  }

  private static void survive(
      Sender sender, long term, long round, boolean flag, Set<Integer> reachable, int priority) {
    VoteRequest vote = new VoteRequest(sender, term, round, flag);
    assertThat(PeerMessages.readVoteRequest(PeerMessages.write(vote))).isEqualTo(vote);
    TimeoutNowRequest handOver = new TimeoutNowRequest(sender, term, round, sender.incarnation());
    assertThat(PeerMessages.readTimeoutNowRequest(PeerMessages.write(handOver)))
        .isEqualTo(handOver);
    VoteRequest byWord = new VoteRequest(sender, term, round, flag, handOver.token());
    assertThat(PeerMessages.readVoteRequest(PeerMessages.write(byWord))).isEqualTo(byWord);
    HeartbeatRequest heartbeat =
        new HeartbeatRequest(sender, term, round, reachable, sender.incarnation());
    assertThat(PeerMessages.readHeartbeatRequest(PeerMessages.write(heartbeat)))
        .isEqualTo(heartbeat);
    for (PeerRequest request : List.of(vote, byWord, heartbeat, handOver)) {
      surviveWithRecipientTerm(request.withRecipientTerm(term));
    }
    VoteResponse granted = new VoteResponse(sender, term, flag);
    assertThat(PeerMessages.readVoteResponse(PeerMessages.write(granted))).isEqualTo(granted);
    HeartbeatResponse accepted = new HeartbeatResponse(sender, term, flag, priority);
    assertThat(PeerMessages.readHeartbeatResponse(PeerMessages.write(accepted)))
        .isEqualTo(accepted);
    TimeoutNowResponse stands = new TimeoutNowResponse(sender, term, flag);
    assertThat(PeerMessages.readTimeoutNowResponse(PeerMessages.write(stands))).isEqualTo(stands);
    Refusal refusal = new Refusal(sender, Refusal.Reason.NOT_A_MEMBER, "node 4 is not a member");
    assertThat(Refusals.read(Refusals.write(refusal))).contains(refusal);
  }

  private static void surviveWithRecipientTerm(PeerRequest request) {
    if (request instanceof VoteRequest vote) {
      assertThat(PeerMessages.readVoteRequest(PeerMessages.write(vote))).isEqualTo(vote);
    } else if (request instanceof HeartbeatRequest heartbeat) {
      assertThat(PeerMessages.readHeartbeatRequest(PeerMessages.write(heartbeat)))
          .isEqualTo(heartbeat);
    } else if (request instanceof TimeoutNowRequest handOver) {
      assertThat(PeerMessages.readTimeoutNowRequest(PeerMessages.write(handOver)))
          .isEqualTo(handOver);
    }
  }

  /** A node that was not upgraded yet does not say what it knows of its recipient's record. */
  @Test
  void recipientTermMayBeMissing() {
    String heartbeat =
        new String(
            PeerMessages.write(new HeartbeatRequest(LOWEST, 5, 1, Set.of(), 0, 5)),
            StandardCharsets.UTF_8);
    String older = heartbeat.replace(",\"recipientTerm\":5", "");

    assertThat(older).isNotEqualTo(heartbeat);
    assertThat(PeerMessages.readHeartbeatRequest(older.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new HeartbeatRequest(LOWEST, 5, 1, Set.of(), 0));
  }

  /** A reason that a later version adds is an error answer like any other. */
  @Test
  void anUnknownReasonIsNoRefusal() {
    assertThat(Refusals.read("{\"status\":418,\"detail\":\"no\",\"reason\":\"TEAPOT\"}".getBytes()))
        .isEmpty();
  }
}
