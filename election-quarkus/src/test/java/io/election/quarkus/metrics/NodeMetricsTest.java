package io.election.quarkus.metrics;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.api.ElectionEvent;
import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.election.api.Impediment;
import io.election.api.Role;
import io.election.api.store.ElectionStore;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Incarnation;
import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PeerTransport;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.engine.loop.ElectionOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted and timed; what a node shows is asked of a whole node in the distribution. */
class NodeMetricsTest {

  private static final Member PEER = new Member(2, "127.0.0.1", 7102);
  private static final Sender THIS_NODE =
      new Sender("test", 2, 1, new Incarnation(7, 1, 7), Set.of(1, 2));
  private static final Sender OTHER =
      new Sender("test", 2, 2, new Incarnation(8, 1, 8), Set.of(1, 2));
  private static final HeartbeatRequest HEARTBEAT =
      new HeartbeatRequest(THIS_NODE, 1, 1, Set.of(), 0, new PromiseRequest(500, 400, 100));
  private static final PersistentState RECORD = PersistentState.firstStart(7, Set.of(1, 2));

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ExecutorService recording = RecordingThread.start(1);
  private final NodeMetrics metrics = new NodeMetrics(registry, 1, List.of(PEER), recording);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void everyValueOfEveryTagIsThereBeforeAnythingHappens() {
    assertThat(counts("election.transitions", "to"))
        .containsExactlyInAnyOrder("follower 0", "pre-candidate 0", "candidate 0", "leader 0");
    assertThat(counts("election.elections", "outcome"))
        .containsExactlyInAnyOrder("won 0", "lost 0", "timed-out 0");
    assertThat(counts("election.messages.refused", "reason"))
        .containsExactlyInAnyOrder(
            "other-cluster 0",
            "unknown-protocol 0",
            "not-a-member 0",
            "not-authenticated 0",
            "impersonation 0",
            "replayed 0",
            "duplicate-id 0",
            "old-incarnation 0",
            "other-directory 0",
            "other-members 0",
            "term-too-far 0",
            "forgotten-term 0",
            "unavailable 0");
    assertThat(registry.get("election.failover").timer().count()).isZero();
    assertThat(registry.get("election.store.write").timer().count()).isZero();
    for (String rpc : List.of("request-vote", "pre-vote", "append-entries", "timeout-now")) {
      for (String outcome : List.of("success", "refused", "timeout", "circuit-open", "error")) {
        assertThat(calls(rpc, outcome).count()).as("%s %s", rpc, outcome).isZero();
      }
    }
    assertThat(registry.get("election.peer.rpc").timers()).hasSize(20);
    assertThat(registry.getMeters())
        .allSatisfy(meter -> assertThat(meter.getId().getTag("node")).isEqualTo("1"));
  }

  @Test
  void whatTheNodeGoesThroughIsCounted() throws Exception {
    metrics.electionMeter().roleChanged(Role.PRE_CANDIDATE);
    metrics.electionMeter().roleChanged(Role.CANDIDATE);
    metrics.electionMeter().electionEnded(ElectionOutcome.TIMED_OUT);
    metrics.electionMeter().roleChanged(Role.PRE_CANDIDATE);
    metrics.electionMeter().messageRefused(Refusal.Reason.DUPLICATE_ID);
    metrics.electionMeter().failedOver(Duration.ofMillis(700));
    untilRecorded();

    assertThat(counts("election.transitions", "to")).contains("pre-candidate 2", "candidate 1");
    assertThat(counts("election.elections", "outcome")).contains("timed-out 1", "won 0");
    assertThat(counts("election.messages.refused", "reason")).contains("duplicate-id 1");
    assertThat(registry.get("election.failover").timer().totalTime(MILLISECONDS)).isEqualTo(700);
  }

  static Stream<Arguments> outcomes() {
    return Stream.of(
        Arguments.of(answer(new VoteResponse(OTHER, 1, false, 0)), "success"),
        Arguments.of(answer(new Refusal(OTHER, Refusal.Reason.NOT_A_MEMBER, "who?")), "refused"),
        Arguments.of(failure(new TimeoutException()), "timeout"),
        Arguments.of(failure(new CompletionException(new TimeoutException())), "timeout"),
        Arguments.of(failure(new RejectedExecutionException()), "circuit-open"),
        Arguments.of(failure(new IllegalStateException("no JSON")), "error"));
  }

  private static CompletionStage<PeerResponse> answer(PeerResponse response) {
    return CompletableFuture.completedFuture(response);
  }

  private static CompletionStage<PeerResponse> failure(Throwable failure) {
    return CompletableFuture.failedFuture(failure);
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void callsAreTimedByWhatCameOfThem(CompletionStage<PeerResponse> answer, String outcome)
      throws Exception {
    metrics.timed(new FixedTransport(answer)).send(PEER, HEARTBEAT);
    untilRecorded();

    assertThat(calls("append-entries", outcome).count()).isOne();
    assertThat(registry.get("election.peer.rpc").timers().stream().mapToLong(Timer::count).sum())
        .isOne();
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of(new VoteRequest(THIS_NODE, 1, 1, true), "pre-vote"),
        Arguments.of(new VoteRequest(THIS_NODE, 1, 1, false), "request-vote"),
        Arguments.of(HEARTBEAT, "append-entries"),
        Arguments.of(new TimeoutNowRequest(THIS_NODE, 1, 1, 5), "timeout-now"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void callsAreTimedByWhatWasAsked(PeerRequest request, String rpc) throws Exception {
    metrics
        .timed(new FixedTransport(answer(new VoteResponse(OTHER, 1, true, 0))))
        .send(PEER, request);
    untilRecorded();

    assertThat(calls(rpc, "success").count()).isOne();
  }

  @Test
  void callIsTimedOnceItIsAnswered() throws Exception {
    CompletableFuture<PeerResponse> answer = new CompletableFuture<>();
    metrics.timed(new FixedTransport(answer)).send(PEER, HEARTBEAT);
    untilRecorded();
    assertThat(calls("append-entries", "success").count()).isZero();

    answer.complete(new VoteResponse(OTHER, 1, true, 0));
    untilRecorded();
    assertThat(calls("append-entries", "success").count()).isOne();
  }

  @Test
  void writesAreTimedAlsoThoseThatFail() throws Exception {
    StoreException full = new StoreException(StoreException.Problem.UNAVAILABLE, "disk full");
    metrics.timed(new FixedStore(null)).save(RECORD);
    assertThatThrownBy(() -> metrics.timed(new FixedStore(full)).save(RECORD)).isSameAs(full);
    untilRecorded();

    assertThat(registry.get("election.store.write").timer().count()).isEqualTo(2);
  }

  /** Rule S3. More is measured than can wait, and nobody has to. */
  @Test
  @Timeout(60)
  void registryThatHangsHoldsNobodyUp() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (NodeMetrics hanging = new NodeMetrics(new HangingRegistry(over), 1, List.of(PEER))) {
      PeerTransport transport = hanging.timed(new FixedTransport(new CompletableFuture<>()));
      ElectionStore store = hanging.timed(new FixedStore(null));

      for (int i = 0; i < 20_000; i++) {
        hanging.electionMeter().roleChanged(Role.LEADER);
        hanging.electionMeter().failedOver(Duration.ZERO);
        transport.send(PEER, HEARTBEAT);
        store.save(RECORD);
      }
      over.countDown();
    }
  }

  @Test
  void whatImpedesTheNodeIsShownByItsKind() {
    AtomicReference<@Nullable Impediment> impediment = new AtomicReference<>();
    metrics.show(new FixedMonitor(impediment), () -> 0);
    assertThat(impediments())
        .containsExactlyInAnyOrder(
            "told-to-stop 0", "other-directory 0", "store 0", "stall 0", "other-members 0");

    impediment.set(new Impediment(Impediment.Kind.OTHER_MEMBERS, "node 2 counts 1 to 5"));
    assertThat(impediments())
        .containsExactlyInAnyOrder(
            "told-to-stop 0", "other-directory 0", "store 0", "stall 0", "other-members 1");
  }

  private List<String> impediments() {
    return registry.get("election.impediment").gauges().stream()
        .map(gauge -> gauge.getId().getTag("kind") + " " + (long) gauge.value())
        .toList();
  }

  @Test
  void metersGoWithTheNode() {
    metrics.close();
    metrics.close();

    assertThat(registry.getMeters()).isEmpty();
  }

  private List<String> counts(String name, String tag) {
    return registry.get(name).counters().stream()
        .map(counter -> counter.getId().getTag(tag) + " " + (long) counter.count())
        .toList();
  }

  private Timer calls(String rpc, String outcome) {
    return registry
        .get("election.peer.rpc")
        .tags("peer", "2", "rpc", rpc, "outcome", outcome)
        .timer();
  }

  private void untilRecorded() throws InterruptedException, ExecutionException {
    recording.submit(() -> {}).get();
  }

  private record FixedTransport(CompletionStage<PeerResponse> answer) implements PeerTransport {

    @Override
    public CompletionStage<PeerResponse> send(Member peer, PeerRequest request) {
      return answer;
    }

    @Override
    public void close() {}
  }

  private record FixedStore(@Nullable StoreException failure) implements ElectionStore {

    @Override
    public Optional<PersistentState> load() {
      return Optional.empty();
    }

    @Override
    public void save(PersistentState state) throws StoreException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void close() {}
  }

  private record FixedMonitor(AtomicReference<@Nullable Impediment> impediment)
      implements ElectionMonitor {

    @Override
    public ElectionStatus status() {
      return new ElectionStatus(
          "test",
          1,
          Role.FOLLOWER,
          0,
          null,
          null,
          false,
          Duration.ZERO,
          false,
          false,
          "memory",
          impediment.get(),
          List.of(),
          Duration.ZERO);
    }

    @Override
    public List<ElectionEvent> history() {
      return List.of();
    }
  }

  /** Its counters count when they are let. */
  private static final class HangingRegistry extends SimpleMeterRegistry {

    private final CountDownLatch over;

    HangingRegistry(CountDownLatch over) {
      this.over = over;
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
      return new CumulativeCounter(id) {
        @Override
        public void increment(double amount) {
          try {
            over.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        }
      };
    }
  }
}
