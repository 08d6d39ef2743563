package io.election.transport.rest.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Recipient;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PeerMessagesTest {

  private static final long HIGHEST_TERM = Long.MAX_VALUE - 1;
  private static final int VERSION = Sender.CURRENT_PROTOCOL_VERSION;
  private static final Sender LOWEST =
      new Sender("a", VERSION, 1, new Incarnation(Long.MIN_VALUE, 1, Long.MIN_VALUE), Set.of());
  private static final Sender HIGHEST =
      new Sender(
          "x",
          VERSION,
          Integer.MAX_VALUE,
          new Incarnation(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
          Set.of(1, Integer.MAX_VALUE));
  private static final PromiseRequest SHORTEST = new PromiseRequest(1, 1, 1);
  private static final PromiseRequest LONGEST =
      new PromiseRequest(
          PromiseRequest.LONGEST.toNanos(),
          PromiseRequest.LONGEST_INTERVAL.toNanos(),
          PromiseRequest.LONGEST_INTERVAL.toNanos());

  @Test
  void extremesSurvive() {
    survive(LOWEST, 0, 0, true, SHORTEST, 0);
    survive(HIGHEST, HIGHEST_TERM, Long.MAX_VALUE, false, LONGEST, 100);
  }

  @RepeatedTest(20)
  void anythingInBetweenSurvives() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    System.out.println("seed " + seed);
    Set<Integer> members = new TreeSet<>();
    random.ints(random.nextInt(8), 1, 1_000).forEach(members::add);
    Sender sender =
        new Sender(
            "c" + random.nextInt(),
            VERSION,
            1 + random.nextInt(9),
            new Incarnation(
                random.nextLong(), 1 + random.nextLong(Long.MAX_VALUE - 1), random.nextLong()),
            members);
    survive(
        sender,
        random.nextLong(HIGHEST_TERM),
        random.nextLong(Long.MAX_VALUE),
        random.nextBoolean(),
        new PromiseRequest(
            1 + random.nextLong(LONGEST.lengthNanos()),
            1 + random.nextLong(LONGEST.spreadNanos()),
            1 + random.nextLong(LONGEST.intervalNanos())),
        random.nextInt(101));
  }

  private static void survive(
      Sender sender, long term, long round, boolean flag, PromiseRequest promise, int priority) {
    long number = sender.incarnation().nonce();
    VoteRequest vote = new VoteRequest(sender, term, round, flag);
    TimeoutNowRequest handOver = new TimeoutNowRequest(sender, term, round, number);
    VoteRequest byWord = new VoteRequest(sender, term, round, flag, handOver.token());
    HeartbeatRequest heartbeat =
        new HeartbeatRequest(sender, term, round, sender.members(), number, promise);
    for (PeerRequest request : List.of(vote, byWord, heartbeat, handOver)) {
      survive(request);
      survive(request.to(new Recipient(term, null)));
      survive(request.to(new Recipient(term, sender.incarnation())));
    }
    VoteResponse granted = new VoteResponse(sender, term, flag, round);
    assertThat(PeerMessages.readVoteResponse(PeerMessages.write(granted))).isEqualTo(granted);
    HeartbeatResponse accepted = new HeartbeatResponse(sender, term, flag, priority, round);
    assertThat(PeerMessages.readHeartbeatResponse(PeerMessages.write(accepted)))
        .isEqualTo(accepted);
    TimeoutNowResponse stands = new TimeoutNowResponse(sender, term, flag);
    assertThat(PeerMessages.readTimeoutNowResponse(PeerMessages.write(stands))).isEqualTo(stands);
    Refusal refusal =
        new Refusal(sender, Refusal.Reason.OLD_INCARNATION, "node 2 was started again", round);
    assertThat(Refusals.read(Refusals.write(refusal))).contains(refusal);
  }

  private static void survive(PeerRequest request) {
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

  /** A refusal of a later version is told apart from one that is broken. */
  @Test
  void aRefusalOfAnotherProtocolVersionIsNotRead() {
    byte[] body = "{\"reason\":\"OTHER_CLUSTER\",\"protocolVersion\":3,\"from\":2}".getBytes(UTF_8);

    assertThatThrownBy(() -> Refusals.read(body))
        .isInstanceOf(UnknownProtocolException.class)
        .hasMessageContaining("it is of protocol version 3, this node reads version 2;");
  }

  /** A reason that a later version adds is an error answer like any other. */
  @Test
  void anUnknownReasonIsNoRefusal() {
    assertThat(Refusals.read("{\"status\":418,\"detail\":\"no\",\"reason\":\"TEAPOT\"}".getBytes()))
        .isEmpty();
  }
}
