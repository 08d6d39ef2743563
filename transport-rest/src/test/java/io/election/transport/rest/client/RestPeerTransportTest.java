package io.election.transport.rest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.Member;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PeerSecurity;
import io.election.api.transport.PeerTransport;
import io.election.api.transport.PeerTransportFactory;
import io.election.api.transport.Refusal;
import io.election.api.transport.SharedSecret;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.TransportSettings;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.transport.rest.Nodes;
import io.election.transport.rest.server.RecordingHandler;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against real sockets; every step waits for the one before it to complete, none for a clock. */
@QuarkusTest
@Timeout(60)
class RestPeerTransportTest {

  private static final Duration NEVER = Duration.ofMinutes(1);

  /** Longer than a busy machine takes to send a call. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final VoteRequest VOTE = new VoteRequest(Nodes.NODE_1, 5, 3, true);
  private static final HeartbeatRequest HEARTBEAT =
      new HeartbeatRequest(Nodes.NODE_1, 5, 4, Set.of(2, 1), -6, Nodes.PROMISE);
  private static final TimeoutNowRequest TIMEOUT_NOW =
      new TimeoutNowRequest(Nodes.NODE_1, 5, 9, -8);

  private static final String YES =
      "{"
          + Nodes.NODE_2_FIELDS
          + ",\"term\":5,\"accepted\":true,\"priority\":1,\"promisedNanos\":500}";
  private static final HeartbeatResponse YES_VALUE =
      new HeartbeatResponse(Nodes.NODE_2, 5, true, 1, 500);

  private static final String HALF_AN_ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + YES;

  @TestHTTPResource("/")
  URI thisServer;

  @Inject PeerTransportFactory factory;
  @Inject RecordingHandler election;
  @Inject ExecutorService workers;

  private LoopbackServer server;
  private PeerTransport transport;

  @BeforeEach
  void start() throws IOException {
    election.reset();
    server = LoopbackServer.start();
  }

  @AfterEach
  void stop() throws IOException {
    if (transport != null) {
      transport.close();
    }
    server.close();
  }

  @Test
  void aVoteMakesTheWholeWayThere() throws Exception {
    Member real = realPeer(2);
    open(NEVER, NEVER, real);

    PeerResponse response = transport.send(real, VOTE).toCompletableFuture().get();

    assertThat(response).isEqualTo(new VoteResponse(Nodes.NODE_1, 5, true, 0));
    assertThat(election.requests()).containsExactly(VOTE);
  }

  @Test
  void aHandOverMakesTheWholeWayThereAndSoDoesTheVoteByItsWord() throws Exception {
    Member real = realPeer(2);
    open(NEVER, NEVER, real);
    VoteRequest byItsWord = new VoteRequest(Nodes.NODE_1, 6, 1, false, TIMEOUT_NOW.token());

    assertThat(transport.send(real, TIMEOUT_NOW).toCompletableFuture().get())
        .isEqualTo(new TimeoutNowResponse(Nodes.NODE_1, 5, true));
    transport.send(real, byItsWord).toCompletableFuture().get();

    assertThat(election.requests()).containsExactly(TIMEOUT_NOW, byItsWord);
  }

  @Test
  void aHeartbeatMakesTheWholeWayThere() throws Exception {
    Member real = realPeer(2);
    open(NEVER, NEVER, real);

    PeerResponse response = transport.send(real, HEARTBEAT).toCompletableFuture().get();

    assertThat(response).isEqualTo(new HeartbeatResponse(Nodes.NODE_1, 5, true, 1, 500));
    assertThat(election.requests()).containsExactly(HEARTBEAT);
  }

  /** Somebody on the line answers in the peer's place. */
  @Test
  void whereMembersSignAnAnswerThatNobodySignedIsNone() throws Exception {
    Member peer = server.asMember(2);
    transport =
        factory.open(
            new TransportSettings(
                1,
                List.of(peer),
                NEVER,
                NEVER,
                new PeerSecurity(
                    Optional.empty(), Optional.of(new SharedSecret("the secret of the members")))));

    CompletionStage<PeerResponse> response = transport.send(peer, HEARTBEAT);
    LoopbackServer.Call call = server.nextCall();
    assertThat(call.head()).contains("X-Election-Signature: Election-HMAC-SHA256 node=1,to=2,");
    call.answer(200, "application/json", YES);

    assertThatThrownBy(() -> response.toCompletableFuture().get())
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("not signed with the secret of this cluster");
  }

  @Test
  void aRefusalIsAnAnswer() throws Exception {
    Refusal refusal =
        new Refusal(Nodes.NODE_1, Refusal.Reason.DUPLICATE_ID, "a later process came");
    election.answerWith(request -> CompletableFuture.completedStage(refusal));
    Member real = realPeer(2);
    open(NEVER, NEVER, real);

    // More often than failures may happen before the breaker opens.
    for (int i = 0; i < 10; i++) {
      assertThat(transport.send(real, HEARTBEAT).toCompletableFuture().get()).isEqualTo(refusal);
    }
  }

  @Test
  void theNextCallTakesTheSameConnection() throws Exception {
    open(NEVER, NEVER, server.asMember(2));
    for (int i = 0; i < 5; i++) {
      CompletableFuture<PeerResponse> answer = heartbeatTo(server);
      LoopbackServer.Call call = server.nextCall();
      assertThat(call.head()).startsWith("POST /raft/v1/append-entries HTTP/1.1\r\n");
      call.answer(200, "application/json", YES);
      assertThat(answer.get()).isEqualTo(YES_VALUE);
    }
    assertThat(server.connectionsSoFar()).isEqualTo(1);
  }

  @Test
  void aBlackHoleIsGivenUp() throws Exception {
    open(SHORT, NEVER, server.asMember(2));
    CompletableFuture<PeerResponse> answer = heartbeatTo(server);
    server.nextCall();
    assertThat(failureOf(answer)).isInstanceOf(TimeoutException.class);
  }

  /** A call that is given up must not keep a connection for ever. */
  @Test
  void aConnectionThatFallsSilentInMidAnswerIsClosed() throws Exception {
    open(SHORT, SHORT, server.asMember(2));
    CompletableFuture<PeerResponse> answer = heartbeatTo(server);
    server.nextCall().write(HALF_AN_ANSWER);
    assertThat(failureOf(answer)).isNotInstanceOf(RejectedExecutionException.class);
    server.awaitDisconnect();
  }

  /** A host application may keep every worker busy; that must not start an election (S3). */
  @Test
  void aSilentPeerIsGivenUpThoughAllWorkersAreBusy() throws Exception {
    open(SHORT, NEVER, server.asMember(2));
    CountDownLatch over = new CountDownLatch(1);
    for (int i = 0; i < 1_000; i++) {
      workers.execute(
          () -> {
            try {
              over.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    try {
      CompletableFuture<PeerResponse> answer = heartbeatTo(server);
      server.nextCall().write(HALF_AN_ANSWER);
      assertThat(failureOf(answer)).isInstanceOf(TimeoutException.class);
    } finally {
      over.countDown();
    }
  }

  /** Rule S3: a peer that hangs delays no other. */
  @Test
  void aSlowPeerLeavesTheOthersAlone() throws Exception {
    try (LoopbackServer slow = LoopbackServer.start()) {
      open(NEVER, NEVER, server.asMember(2), slow.asMember(3));
      CompletableFuture<PeerResponse> late = heartbeatTo(3, slow);
      LoopbackServer.Call hanging = slow.nextCall();
      for (int i = 0; i < 20; i++) {
        CompletableFuture<PeerResponse> answer = heartbeatTo(server);
        server.nextCall().answer(200, "application/json", YES);
        assertThat(answer.get()).isEqualTo(YES_VALUE);
      }
      assertThat(late).isNotDone();

      hanging.answer(200, "application/json", YES);
      assertThat(late.get()).isEqualTo(YES_VALUE);
    }
  }

  @Test
  void theOpenBreakerOfADeadPeerHoldsBackNeitherOtherPeersNorOtherCalls() throws Exception {
    Member dead = new Member(3, "127.0.0.1", LoopbackServer.closedPort());
    open(NEVER, NEVER, server.asMember(2), dead);
    for (int i = 0; i < 3; i++) {
      assertThat(failureOf(transport.send(dead, HEARTBEAT)))
          .isNotInstanceOf(RejectedExecutionException.class);
    }
    assertThat(failureOf(transport.send(dead, HEARTBEAT)))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("peer 3 append-entries");

    assertThat(failureOf(transport.send(dead, VOTE)))
        .isNotInstanceOf(RejectedExecutionException.class);
    assertThat(failureOf(transport.send(dead, TIMEOUT_NOW)))
        .isNotInstanceOf(RejectedExecutionException.class);
    CompletableFuture<PeerResponse> answer = heartbeatTo(server);
    server.nextCall().answer(200, "application/json", YES);
    assertThat(answer.get()).isEqualTo(YES_VALUE);
  }

  /**
   * Rule M2. A half-open breaker lets one call try; when that one falls into a black hole, the next
   * rounds must go out all the same, or a peer that comes back is not heard.
   */
  @Test
  void aCallThatTriesADeadPeerHoldsBackNoLaterRound() throws Exception {
    open(NEVER, Duration.ofMillis(20), server.asMember(2));
    openTheBreaker();
    CompletableFuture<PeerResponse> probe = heartbeatTo(server);
    while (probe.isCompletedExceptionally()) {
      assertThat(failureOf(probe)).isInstanceOf(RejectedExecutionException.class);
      probe = heartbeatTo(server);
    }
    server.nextCall();

    CompletableFuture<PeerResponse> nextRound = heartbeatTo(server);
    server.nextCall().answer(200, "application/json", YES);

    assertThat(nextRound.get()).isEqualTo(YES_VALUE);
    assertThat(probe).isNotDone();
  }

  private void openTheBreaker() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      CompletableFuture<PeerResponse> answer = heartbeatTo(server);
      server.nextCall().answer(500, "text/plain", "broken");
      assertThat(failureOf(answer)).isNotInstanceOf(RejectedExecutionException.class);
    }
  }

  /** Three rounds begin within the timeout, and three connections are for other calls. */
  @Test
  void noMoreCallsAreUnderWayThanRoundsBeginWithinTheTimeout() throws Exception {
    open(NEVER, NEVER.dividedBy(2), server.asMember(2));
    List<CompletableFuture<PeerResponse>> hanging = new ArrayList<>();
    List<LoopbackServer.Call> calls = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      hanging.add(heartbeatTo(server));
      calls.add(server.nextCall());
    }
    assertThat(failureOf(heartbeatTo(server))).hasMessageContaining("pool");
    assertThat(hanging).noneMatch(CompletableFuture::isDone);

    calls.get(0).answer(200, "application/json", YES);
    assertThat(hanging.get(0).get()).isEqualTo(YES_VALUE);
    CompletableFuture<PeerResponse> next = heartbeatTo(server);
    server.nextCall().answer(200, "application/json", YES);
    assertThat(next.get()).isEqualTo(YES_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{}",
        "{" + Nodes.NODE_2_FIELDS + ",\"term\":5,\"granted\":true,\"promiseLeftNanos\":0}",
        "{"
            + Nodes.NODE_2_FIELDS
            + ",\"term\":-5,\"accepted\":true,\"priority\":1,\"promisedNanos\":500}",
        "{" + Nodes.NODE_2_FIELDS + ",\"term\":5,\"accepted\":true,\"promisedNanos\":500}",
        "{"
            + Nodes.NODE_2_FIELDS
            + ",\"term\":5,\"accepted\":true,\"priority\":101,\"promisedNanos\":500}",
        "{"
            + Nodes.NODE_2_FIELDS
            + ",\"term\":5,\"accepted\":true,\"priority\":-1,\"promisedNanos\":500}",
        "{" + Nodes.NODE_2_FIELDS + ",\"term\":5,\"accepted\":true,\"priority\":1}",
        "{"
            + Nodes.NODE_2_FIELDS
            + ",\"term\":5,\"accepted\":true,\"priority\":1,\"promisedNanos\":-1}"
      })
  void anAnswerThatIsNoneIsAFailure(String body) throws Exception {
    open(NEVER, NEVER, server.asMember(2));
    CompletableFuture<PeerResponse> answer = heartbeatTo(server);
    server.nextCall().answer(200, "application/json", body);
    assertThat(failureOf(answer)).isNotInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void anEndlessAnswerIsAFailure() throws Exception {
    open(NEVER, NEVER, server.asMember(2));
    CompletableFuture<PeerResponse> answer = heartbeatTo(server);
    server.nextCall().answer(200, "application/json", YES + " ".repeat(70_000));
    assertThat(failureOf(answer)).hasMessageContaining("64 KiB");
  }

  @Test
  void bytesThatAreNotHttpAreAFailure() throws Exception {
    open(NEVER, NEVER, server.asMember(2));
    CompletableFuture<PeerResponse> answer = heartbeatTo(server);
    server.nextCall().write("SSH-2.0-OpenSSH\r\n\r\n");
    assertThat(failureOf(answer)).isNotInstanceOf(RejectedExecutionException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 400, 404, 500, 502})
  void anErrorThatIsNoRefusalIsAFailure(int status) throws Exception {
    open(NEVER, NEVER, server.asMember(2));
    CompletableFuture<PeerResponse> answer = heartbeatTo(server);
    server
        .nextCall()
        .answer(status, "application/problem+json", status == 204 ? "" : "{\"status\":1}");
    assertThat(failureOf(answer)).hasMessage("node 2 answered with HTTP status " + status);
  }

  /** A message for one member must not reach another that an answer names. */
  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (LoopbackServer elsewhere = LoopbackServer.start()) {
      open(NEVER, NEVER, server.asMember(2));
      CompletableFuture<PeerResponse> answer = heartbeatTo(server);
      server
          .nextCall()
          .write(
              "HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n"
                  .formatted(elsewhere.port()));
      assertThat(failureOf(answer)).hasMessage("node 2 answered with HTTP status 307");
      assertThat(elsewhere.connectionsSoFar()).isZero();
    }
  }

  @Test
  void aClosedTransportFailsItsCalls() throws Exception {
    open(NEVER, NEVER, server.asMember(2));
    transport.close();
    transport.close();
    assertThat(failureOf(heartbeatTo(server))).isNotInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void closingGivesUpOpenCalls() throws Exception {
    open(NEVER, NEVER, server.asMember(2));
    CompletableFuture<PeerResponse> answer = heartbeatTo(server);
    server.nextCall();
    transport.close();
    assertThat(failureOf(answer)).isNotInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void aStrangerIsNotSentTo() throws Exception {
    open(NEVER, NEVER, server.asMember(2));
    assertThat(failureOf(transport.send(new Member(9, "127.0.0.1", 1), HEARTBEAT)))
        .hasMessage("node 9 is not a peer of this transport");
  }

  @Test
  void aHostThatCannotStandInAUrlIsNamedAtTheStart() throws Exception {
    assertThatThrownBy(() -> open(NEVER, NEVER, new Member(2, "node_2", 7102)))
        .hasMessage("node 2: \"node_2\" is not a host name; use letters, digits, '-' and '.'");
  }

  @Test
  void preparingCallsAPeerUntilItAnswersAndAsksItNothing() throws Exception {
    open(NEVER, SHORT, server.asMember(2));
    transport.prepare();
    server.nextCall().connection().close();
    assertThat(server.nextCall().head()).startsWith("OPTIONS /raft/v1/request-vote HTTP/1.1");
  }

  @Test
  void preparingDisturbsNoElection() throws Exception {
    Member real = realPeer(2);
    open(NEVER, NEVER, real);
    transport.prepare();
    transport.send(real, VOTE).toCompletableFuture().get();
    assertThat(election.requests()).containsExactly(VOTE);
  }

  private void open(Duration rpcTimeout, Duration heartbeatInterval, Member... peers) {
    if (transport != null) {
      transport.close();
    }
    transport =
        factory.open(
            new TransportSettings(
                1, List.of(peers), rpcTimeout, heartbeatInterval, PeerSecurity.NONE));
  }

  private Member realPeer(int id) {
    return new Member(id, "localhost", thisServer.getPort());
  }

  private CompletableFuture<PeerResponse> heartbeatTo(LoopbackServer peer) {
    return heartbeatTo(2, peer);
  }

  private CompletableFuture<PeerResponse> heartbeatTo(int id, LoopbackServer peer) {
    return transport.send(peer.asMember(id), HEARTBEAT).toCompletableFuture();
  }

  private static Throwable failureOf(CompletionStage<PeerResponse> answer)
      throws InterruptedException {
    try {
      throw new AssertionError("answered: " + answer.toCompletableFuture().get());
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }
}
