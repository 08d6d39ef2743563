package io.election.engine.loop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Election;
import io.election.api.ElectionEvent;
import io.election.api.ElectionStatus;
import io.election.api.LeadershipAcquired;
import io.election.api.store.PersistentState;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.VoteRequest;
import io.election.engine.RestoredState;
import io.election.engine.Timings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Node 1 of 3 under a clock that only the test turns. Its threads are real; a test waits for what
 * it expects of them, and {@link #FAILURE_AFTER_SECONDS} bounds only how long a failure takes.
 */
final class RunningNode implements AutoCloseable {

  static final long FAILURE_AFTER_SECONDS = 20;

  static final List<Member> MEMBERS =
      List.of(
          new Member(1, "127.0.0.1", 7101),
          new Member(2, "127.0.0.1", 7102),
          new Member(3, "127.0.0.1", 7103));

  private static final VoteRequest STRANGER =
      new VoteRequest(ScriptedTransport.sender("another-cluster", 2, 2, 1), 1, 1, true);

  final ManualClock clock = new ManualClock();
  final MemoryStore store = new MemoryStore();
  final ScriptedTransport transport = new ScriptedTransport();
  final RecordingMeter meter = new RecordingMeter();
  final BlockingQueue<ElectionEvent> events = new LinkedBlockingQueue<>();

  /** All that was told so far, in order. */
  final List<ElectionEvent> told = new CopyOnWriteArrayList<>();

  final ElectionLoop loop;

  private RunningNode(Consumer<RunningNode> listener) {
    loop =
        new ElectionLoop(
            new NodeDescription("test", 1, MEMBERS, Timings.DEFAULT, 1, "memory"),
            new RestoredState(
                PersistentState.firstStart(101, Set.of(1, 2, 3)).withPromiseCap(512), 0),
            store,
            transport,
            meter,
            new SplittableRandom(1),
            clock);
    loop.election()
        .subscribe(
            event -> {
              told.add(event);
              events.add(event);
              listener.accept(this);
            });
  }

  static RunningNode notStarted() {
    return new RunningNode(node -> {});
  }

  static RunningNode follower() {
    return withListener(node -> {});
  }

  static RunningNode leader() {
    RunningNode node = follower();
    node.becomeLeader();
    return node;
  }

  /** The listener is called with the node after each event has been put into {@link #events}. */
  static RunningNode withListener(Consumer<RunningNode> listener) {
    RunningNode node = new RunningNode(listener);
    node.loop.start();
    return node;
  }

  Election election() {
    return loop.election();
  }

  ElectionStatus status() {
    return loop.monitor().status();
  }

  /** The longest election timeout passes and all say yes. */
  LeadershipAcquired becomeLeader() {
    advance(Timings.DEFAULT.timeoutMax());
    return awaitEvent(LeadershipAcquired.class);
  }

  /** The same for a node whose listeners hang: it leads when this returns. */
  void becomeLeaderUnheard() {
    advance(Timings.DEFAULT.timeoutMax());
    awaitHeartbeatTo(2);
    // The answers are on their way by the first of these.
    notice();
    notice();
    assertThat(election().isLeader()).isTrue();
  }

  /** Lets time pass; the node has noticed when this returns. */
  void advance(Duration duration) {
    clock.advance(duration);
    notice();
    notice();
  }

  /**
   * A stranger's request, which touches nothing, makes the loop look at its clock: by the second
   * answer it has done what was due at the first.
   */
  void notice() {
    await(receives(STRANGER));
  }

  CompletableFuture<PeerResponse> receives(PeerRequest request) {
    return loop.handle(request).toCompletableFuture();
  }

  <E extends ElectionEvent> E awaitEvent(Class<E> type) {
    while (true) {
      ElectionEvent event = next(events);
      if (type.isInstance(event)) {
        return type.cast(event);
      }
    }
  }

  /** Waits for the next heartbeat to this peer; passes over what was sent before. */
  HeartbeatRequest awaitHeartbeatTo(int peer) {
    while (true) {
      ScriptedTransport.Sent sent = next(transport.sent());
      if (sent.peer() == peer && sent.request() instanceof HeartbeatRequest heartbeat) {
        return heartbeat;
      }
    }
  }

  static <T> T next(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(FAILURE_AFTER_SECONDS, SECONDS);
      assertThat(next).as("awaited").isNotNull();
      return next;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(FAILURE_AFTER_SECONDS, SECONDS).join();
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(FAILURE_AFTER_SECONDS, SECONDS)).as("awaited").isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    store.goOn();
    loop.close();
  }
}
