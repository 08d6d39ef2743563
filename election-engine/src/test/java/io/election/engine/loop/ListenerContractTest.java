package io.election.engine.loop;

import static io.election.engine.loop.RunningNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.ElectionEvent;
import io.election.api.LeaderChanged;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.election.api.LossReason;
import io.election.api.Registration;
import io.election.api.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What {@code Election.subscribe}, the events and {@code ElectionMonitor.history} promise, sentence
 * by sentence; {@link ElectionEventsTest} shows what is told when.
 */
class ListenerContractTest {

  private static final Duration LONG_AFTER_THE_LEASE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final String LISTENER_OF_THIS_TEST = ListenerContractTest.class.getName() + "$";

  private static final LeaderChanged NODE_STARTED =
      new LeaderChanged(1, Optional.empty(), 0, Role.FOLLOWER, "the node started", Instant.EPOCH);

  /** Listeners without a node, under a watch that is the test. */
  private static final class Listeners {

    private final ManualClock clock = new ManualClock();
    private final ListenerFailures failures = new ListenerFailures(1);
    private final HangingListener watched =
        new HangingListener(PATIENCE, clock, new Watch(1, clock), failures);
    private final EventDispatcher events = new EventDispatcher(1, NODE_STARTED, failures, watched);
  }

  // The present state first.

  @Test
  void firstEventOfANodeIsThatItStarted() {
    try (RunningNode node = RunningNode.notStarted()) {
      assertThat(RunningNode.next(node.events))
          .isInstanceOfSatisfying(
              LeaderChanged.class,
              event -> {
                assertThat(event.sequence()).isEqualTo(1);
                assertThat(event.leader()).isEmpty();
                assertThat(event.term()).isZero();
                assertThat(event.role()).isEqualTo(Role.FOLLOWER);
                assertThat(event.reason()).isEqualTo("the node started");
              });
    }
  }

  @Test
  void newListenerOfALeaderHearsTheEventsThatLedToItAgain() {
    try (RunningNode node = RunningNode.leader()) {
      BlockingQueue<ElectionEvent> late = listen(node);

      assertThat(List.of(RunningNode.next(late), RunningNode.next(late)))
          .isEqualTo(node.told.subList(1, 3))
          .hasExactlyElementsOfTypes(LeaderChanged.class, LeadershipAcquired.class);
    }
  }

  @Test
  void newListenerAfterALossHearsOfNoLeadership() {
    try (RunningNode node = RunningNode.leader()) {
      node.advance(LONG_AFTER_THE_LEASE);
      node.awaitEvent(LeadershipLost.class);
      LeaderChanged nobody = node.awaitEvent(LeaderChanged.class);

      BlockingQueue<ElectionEvent> late = listen(node);

      assertThat(RunningNode.next(late)).isEqualTo(nobody);
      node.becomeLeader();
      assertThat(RunningNode.next(late)).isInstanceOf(LeaderChanged.class);
      assertThat(RunningNode.next(late)).isInstanceOf(LeadershipAcquired.class);
    }
  }

  // Every change, in order, on one thread.

  @Test
  void eventsAreNumberedFromOneWithoutAGap() {
    try (RunningNode node = RunningNode.leader()) {
      node.advance(LONG_AFTER_THE_LEASE);
      node.awaitEvent(LeadershipLost.class);
      node.becomeLeader();

      assertThat(node.told)
          .extracting(ElectionEvent::sequence)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, node.told.size()).boxed().toList());
    }
  }

  @Test
  void allListenersHaveOneThreadAndTheirOrder() {
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    try (RunningNode node = RunningNode.follower()) {
      for (String name : List.of("first", "second", "third")) {
        node.election()
            .subscribe(
                event -> {
                  if (event instanceof LeadershipAcquired) {
                    order.add(name + " on " + Thread.currentThread().getName());
                  }
                });
      }
      node.becomeLeader();

      assertThat(List.of(next(order), next(order), next(order)))
          .containsExactly(
              "first on election-events-1",
              "second on election-events-1",
              "third on election-events-1");
    }
  }

  /** Whoever comes and goes: acquired and lost alternate, and nothing is missed or doubled. */
  @Test
  void acquiredAndLostAlternateForListenersThatComeAndGo() {
    List<List<ElectionEvent>> heard = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean over = new AtomicBoolean();
    try (RunningNode node = RunningNode.follower()) {
      List<CompletableFuture<Void>> guests =
          IntStream.range(0, 4)
              .mapToObj(guest -> CompletableFuture.runAsync(() -> comeAndGo(node, heard, over)))
              .toList();
      for (int leadership = 0; leadership < 50; leadership++) {
        node.becomeLeader();
        node.advance(LONG_AFTER_THE_LEASE);
        node.awaitEvent(LeadershipLost.class);
      }
      over.set(true);
      guests.forEach(RunningNode::await);

      assertThat(heard).isNotEmpty();
      heard.forEach(events -> assertUnbrokenPartOf(node.told, events));
    }
  }

  private static void comeAndGo(
      RunningNode node, List<List<ElectionEvent>> heard, AtomicBoolean over) {
    while (!over.get()) {
      List<ElectionEvent> events = new CopyOnWriteArrayList<>();
      CountDownLatch someEvents = new CountDownLatch(6);
      Registration registration =
          node.election()
              .subscribe(
                  event -> {
                    events.add(event);
                    someEvents.countDown();
                  });
      while (someEvents.getCount() > 0 && !over.get()) {
        Thread.onSpinWait();
      }
      registration.close();
      heard.add(events);
    }
  }

  private static void assertUnbrokenPartOf(List<ElectionEvent> all, List<ElectionEvent> heard) {
    List<ElectionEvent> events = List.copyOf(heard);
    if (events.isEmpty()) {
      return;
    }
    assertThat(events.get(0)).isInstanceOf(LeaderChanged.class);
    assertThat(events).extracting(ElectionEvent::sequence).isSorted().doesNotHaveDuplicates();
    boolean leads = false;
    for (ElectionEvent event : events) {
      if (event instanceof LeadershipAcquired) {
        assertThat(leads).as("acquired again in %s", events).isFalse();
        leads = true;
      } else if (event instanceof LeadershipLost) {
        assertThat(leads).as("lost again in %s", events).isTrue();
        leads = false;
      }
    }
    List<ElectionEvent> afterTheFirst = events.subList(1, events.size());
    assertThat(Collections.indexOfSubList(all, afterTheFirst))
        .as("%s is an unbroken part of what was told", afterTheFirst)
        .isNotNegative();
  }

  // A listener that throws, hangs or is interrupted.

  @Test
  void listenerThatThrowsIsLoggedAndCountedAndHearsTheNextEvent() {
    List<Throwable> failures =
        List.of(new IllegalStateException("mine"), new AssertionError("mine"), new Exception());
    for (Throwable failure : failures) {
      Listeners listeners = new Listeners();
      BlockingQueue<ElectionEvent> heard = new LinkedBlockingQueue<>();
      try (LogLines lines = LogLines.open()) {
        listeners.events.subscribe(
            event -> {
              heard.add(event);
              throwUnchecked(failure);
            });
        await(listeners.events.dispatch(lost(3)));

        assertThat(heard).containsExactly(NODE_STARTED, lost(3));
        assertThat(listeners.failures.getAsLong()).isEqualTo(2);
        assertThat(lines.thrown).containsExactly(failure, failure);
        assertThat(lines.told)
            .allMatch(line -> line.startsWith("WARNING node 1: listener " + LISTENER_OF_THIS_TEST))
            .satisfiesExactly(
                line -> assertThat(line).contains(" failed on LeaderChanged[sequence=1, "),
                line -> assertThat(line).contains(" failed on LeadershipLost[sequence=2, "));
      } finally {
        listeners.events.close();
      }
    }
  }

  /** As a language without checked exceptions does. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwUnchecked(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void listenerThatHangsIsLoggedAndCountedOnceAHang() {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    Listeners listeners = new Listeners();
    assertThat(listeners.watched.look()).as("nobody is told anything").isEqualTo(Watch.ON_NEWS);
    listeners.events.subscribe(
        event -> {
          hangs.countDown();
          await(hanging);
        });
    await(hangs);

    try (LogLines lines = LogLines.open()) {
      listeners.clock.advance(PATIENCE.minusNanos(1));
      assertThat(listeners.watched.look()).isEqualTo(PATIENCE.toNanos());
      assertThat(listeners.failures.getAsLong()).isZero();

      listeners.clock.advance(Duration.ofNanos(1));
      listeners.watched.look();
      listeners.clock.advance(PATIENCE);
      assertThat(listeners.watched.look()).isEqualTo(Watch.ON_NEWS);

      assertThat(listeners.failures.getAsLong()).isEqualTo(1);
      assertThat(lines.told)
          .singleElement()
          .asString()
          .startsWith("WARNING node 1: listener " + LISTENER_OF_THIS_TEST)
          .contains(" has not returned from LeaderChanged[")
          .endsWith(" for 1000 ms; other listeners wait for it");
      assertThat(lines.thrown.get(0).getStackTrace())
          .anyMatch(frame -> frame.getClassName().equals(getClass().getName()));
    }

    hanging.countDown();
    listeners.events.close();
    assertThat(listeners.watched.look()).isEqualTo(Watch.ON_NEWS);
  }

  @Test
  @Timeout(RunningNode.FAILURE_AFTER_SECONDS)
  void runningNodeNoticesAListenerThatHangsAndGoesOn() {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    try (RunningNode node = RunningNode.leader();
        LogLines lines = LogLines.open()) {
      // The clock is the test's, so the watch has to be told that time has passed: a task does.
      node.election().runAsLeader(leadership -> await(hanging));
      node.election()
          .subscribe(
              event -> {
                hangs.countDown();
                await(hanging);
              });
      await(hangs);
      for (int round = 0; round < 10; round++) {
        node.advance(Duration.ofMillis(100));
      }
      while (lines.told.stream().noneMatch(ListenerContractTest::tellsOfAHang)) {
        node.notice();
      }

      assertThat(node.loop.listenerFailures().getAsLong()).isPositive();
      assertThat(node.election().isLeader()).isTrue();
      hanging.countDown();
    }
  }

  private static boolean tellsOfAHang(String line) {
    return line.contains(LISTENER_OF_THIS_TEST) && line.contains("has not returned from");
  }

  @Test
  void interruptOfOneListenerDoesNotReachTheNext() {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    try (RunningNode node = RunningNode.withListener(told -> Thread.currentThread().interrupt())) {
      node.election().subscribe(event -> interrupted.complete(Thread.interrupted()));

      assertThat(await(interrupted)).isFalse();
    }
  }

  // Taking it back.

  @Test
  void listenerThatIsTakenBackHearsNothingThatHappensFromThenOn() {
    try (RunningNode node = RunningNode.follower()) {
      BlockingQueue<ElectionEvent> heard = new LinkedBlockingQueue<>();
      Registration registration = node.election().subscribe(heard::add);
      RunningNode.next(heard);

      registration.close();
      registration.close();
      node.becomeLeader();
      tellAnotherListener(node);

      assertThat(heard).isEmpty();
    }
  }

  @Test
  void listenerThatIsTakenBackBeforeItsTurnHearsNothingAtAll() {
    CountDownLatch hanging = new CountDownLatch(1);
    try (RunningNode node = RunningNode.withListener(event -> await(hanging))) {
      BlockingQueue<ElectionEvent> heard = new LinkedBlockingQueue<>();
      node.election().subscribe(heard::add).close();
      hanging.countDown();
      node.becomeLeader();
      tellAnotherListener(node);

      assertThat(heard).isEmpty();
    }
  }

  @Test
  void listenerMayTakeItselfBack() {
    try (RunningNode node = RunningNode.follower()) {
      BlockingQueue<ElectionEvent> heard = new LinkedBlockingQueue<>();
      CompletableFuture<Registration> own = new CompletableFuture<>();
      own.complete(
          node.election()
              .subscribe(
                  event -> {
                    heard.add(event);
                    await(own).close();
                  }));
      RunningNode.next(heard);
      node.becomeLeader();
      tellAnotherListener(node);

      assertThat(heard).isEmpty();
    }
  }

  @Test
  void listenerThatComesAfterTheNodeHasStoppedHearsNothing() {
    RunningNode node = RunningNode.follower();
    node.close();

    BlockingQueue<ElectionEvent> late = new LinkedBlockingQueue<>();
    Registration registration = node.election().subscribe(late::add);
    registration.close();

    assertThat(late).isEmpty();
  }

  // The end of a leadership.

  @Test
  void workOfALeadershipHasStoppedWhenEveryListenerKnowsAndEveryTaskHasEnded() {
    ShownNode shown = new ShownNode();
    CountDownLatch hanging = new CountDownLatch(1);
    ObservedTask task = new ObservedTask();
    try (ApplicationWork work =
        new ApplicationWork(
            1,
            shown.shown,
            shown.clock,
            ShownNode.LEASE.toNanos(),
            Duration.ofDays(1),
            NODE_STARTED)) {
      shown.leads(3);
      work.runAsLeader(task);
      ObservedTask.Run run = task.awaitRun();
      CountDownLatch told = new CountDownLatch(1);
      work.subscribe(
          event -> {
            if (event instanceof LeadershipLost) {
              told.countDown();
              await(hanging);
            }
          });

      shown.leadsNoMore();
      CompletableFuture<Void> stopped = work.leadershipEnded(lost(3)).toCompletableFuture();
      run.awaitInterrupt();
      await(told);
      assertThat(stopped).isNotDone();

      run.returns();
      hanging.countDown();
      await(stopped);
      assertThat(work.history()).containsExactly(NODE_STARTED, lost(3));
    }
  }

  private static LeadershipLost lost(long term) {
    return new LeadershipLost(2, term, Role.FOLLOWER, LossReason.TRANSFERRED, Instant.EPOCH);
  }

  // History.

  @Test
  void historyIsWhatWasToldOldestFirst() {
    try (RunningNode node = RunningNode.leader()) {
      assertThat(node.loop.monitor().history()).isEqualTo(node.told).hasSize(3);
    }
  }

  @Test
  void historyHoldsTheLastHundredEvents() {
    EventHistory history = new EventHistory();
    List<ElectionEvent> all = new ArrayList<>();
    for (long term = 1; term <= 250; term++) {
      ElectionEvent event = lost(term);
      history.add(event);
      all.add(event);
    }

    assertThat(history.latest()).isEqualTo(all.subList(150, 250));
  }

  @Test
  void historyAnswersWhileAListenerHangs() {
    CountDownLatch hanging = new CountDownLatch(1);
    try (RunningNode node = RunningNode.withListener(event -> await(hanging))) {
      node.becomeLeaderUnheard();

      assertThat(node.loop.monitor().history())
          .extracting(ElectionEvent::sequence)
          .containsExactly(1L, 2L, 3L);
      hanging.countDown();
    }
  }

  private static BlockingQueue<ElectionEvent> listen(RunningNode node) {
    BlockingQueue<ElectionEvent> heard = new LinkedBlockingQueue<>();
    node.election().subscribe(heard::add);
    return heard;
  }

  private static String next(BlockingQueue<String> queue) {
    return RunningNode.next(queue);
  }

  /** All that was to be told before this has been told after it. */
  private static void tellAnotherListener(RunningNode node) {
    CountDownLatch told = new CountDownLatch(1);
    node.election().subscribe(event -> told.countDown());
    await(told);
  }
}
