package io.election.quarkus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.ElectionEvent;
import io.election.api.LeaderChanged;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.election.api.LossReason;
import io.election.api.Role;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every change is a CDI event. */
@QuarkusTest
class CdiEventsTest {

  private static final int HANG_GUARD_SECONDS = 30;

  private static final List<ElectionEvent> EVENTS =
      List.of(
          new LeaderChanged(
              1, Optional.empty(), 0, Role.FOLLOWER, "the node started", Instant.EPOCH),
          new LeadershipLost(2, 3, Role.FOLLOWER, LossReason.STOPPED, Instant.EPOCH),
          new LeadershipLost(3, 4, Role.FOLLOWER, LossReason.STOPPED, Instant.EPOCH));

  @Inject TestElection election;
  @Inject ElectionObservers observers;
  @Inject BeanManager container;
  @Inject Event<ElectionEvent> events;

  private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

  @BeforeEach
  void hearNothingOfBefore() throws Exception {
    election.nobodyLeads();
    election.grant();
    election.revoke();
    // The asynchronous observers are the last to hear of it.
    ElectionEvent last = election.history().get(election.history().size() - 1);
    ElectionEvent heardLast;
    do {
      heardLast = next(observers.allAsync);
    } while (!heardLast.equals(last));
    for (BlockingQueue<?> heard :
        List.of(
            observers.acquired,
            observers.lost,
            observers.changed,
            observers.all,
            observers.allAsync,
            observers.threads,
            observers.asyncThreads)) {
      heard.clear();
    }
  }

  @AfterEach
  void failNoMore() {
    observers.failing = false;
  }

  private void fireAll() {
    CdiEvents fired =
        new CdiEvents(container, events, (what, failure) -> failures.add(what + ": " + failure));
    EVENTS.forEach(fired);
  }

  @Test
  void everyEventIsFiredAsItsOwnTypeOnTheThreadThatTellsIt() throws Exception {
    election.grant();
    election.revoke();

    assertThat(observers.acquired).hasSize(1);
    assertThat(observers.lost).hasSize(1);
    assertThat(observers.changed).hasSize(2);
    assertThat(observers.all)
        .hasExactlyElementsOfTypes(
            LeaderChanged.class,
            LeadershipAcquired.class,
            LeadershipLost.class,
            LeaderChanged.class);
    assertThat(observers.threads).containsOnly(Thread.currentThread());
  }

  @Test
  void asynchronousObserversHearOneEventAfterTheOtherElsewhere() throws Exception {
    fireAll();

    for (ElectionEvent event : EVENTS) {
      assertThat(next(observers.allAsync)).isEqualTo(event);
      assertThat(next(observers.asyncThreads)).isNotEqualTo(Thread.currentThread());
    }
    assertThat(observers.all).containsExactlyElementsOf(EVENTS);
  }

  @Test
  void observerThatThrowsTakesNothingAwayFromOthersAndIsTold() throws Exception {
    observers.failing = true;

    fireAll();

    assertThat(observers.all).containsExactlyElementsOf(EVENTS);
    for (ElectionEvent event : EVENTS) {
      assertThat(next(observers.allAsync)).isEqualTo(event);
    }
    List<String> told = new ArrayList<>();
    for (int failure = 0; failure < 2 * EVENTS.size(); failure++) {
      told.add(next(failures));
    }
    assertThat(told)
        .filteredOn(line -> line.startsWith("an observer in io.election.quarkus.ElectionObservers"))
        .hasSize(EVENTS.size())
        .allMatch(line -> line.contains(" failed on Lea") && line.endsWith("mine"));
    assertThat(told)
        .filteredOn(line -> line.startsWith("an asynchronous observer failed on Lea"))
        .hasSize(EVENTS.size())
        .allMatch(line -> line.endsWith("mine"));
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(HANG_GUARD_SECONDS, SECONDS);
    assertThat(next).as("awaited").isNotNull();
    return next;
  }
}
