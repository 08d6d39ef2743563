package io.election.test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.election.api.ElectionEvent;
import io.election.api.HandOverResult.HandedOver;
import io.election.api.HandOverResult.NotHandedOver;
import io.election.api.HandOverResult.NotLeading;
import io.election.api.HandOverResult.UnknownMember;
import io.election.api.LeaderChanged;
import io.election.api.LeaderTask;
import io.election.api.Leadership;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.election.api.LossReason;
import io.election.api.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a test can make of an election, beside what every election promises. */
@Timeout(30)
class FakeElectionTest {

  private final FakeElection election = new FakeElection();

  private static ElectionEvent last(List<ElectionEvent> events) {
    return events.get(events.size() - 1);
  }

  @Test
  void termsRiseByThemselvesAndCanBeChosen() {
    assertThat(election.grant().term()).isEqualTo(1);
    election.revoke();
    assertThat(election.grant(7).term()).isEqualTo(7);
    election.revoke();
    assertThat(election.grant().term()).isEqualTo(8);
    election.revoke();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> election.grant(8))
        .withMessage("a leadership after term 8 has a higher term, not 8");
    assertThat(election.isLeader()).isFalse();
  }

  @Test
  void whatIsAlreadySoIsAMistakeOfTheTest() {
    assertThatIllegalStateException()
        .isThrownBy(election::revoke)
        .withMessage("this node does not lead");
    assertThatIllegalStateException().isThrownBy(() -> election.setLeaseRemaining(Duration.ZERO));
    election.grant();
    assertThatIllegalStateException()
        .isThrownBy(election::grant)
        .withMessage("this node leads in term 1 already; revoke that first");
    election.stop();
    assertThatIllegalStateException()
        .isThrownBy(election::grant)
        .withMessage("this node has stopped");
  }

  @Test
  void eventsAreToldOnTheCallingThreadBeforeTheCallReturns() {
    List<ElectionEvent> events = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    election.subscribe(
        event -> {
          events.add(event);
          threads.add(Thread.currentThread());
        });

    Leadership leadership = election.grant();
    assertThat(last(events))
        .isInstanceOfSatisfying(
            LeadershipAcquired.class,
            acquired -> assertThat(acquired.leadership()).isSameAs(leadership));
    election.revoke(LossReason.SUSPENDED);

    assertThat(events)
        .hasExactlyElementsOfTypes(
            LeaderChanged.class,
            LeaderChanged.class,
            LeadershipAcquired.class,
            LeadershipLost.class,
            LeaderChanged.class)
        .isEqualTo(election.history());
    assertThat(((LeadershipLost) events.get(3)).reason()).isEqualTo(LossReason.SUSPENDED);
    assertThat(threads).containsOnly(Thread.currentThread());
  }

  @Test
  void whatAListenerBringsAboutComesAfterWhatItIsTold() {
    List<ElectionEvent> others = new ArrayList<>();
    election.subscribe(
        event -> {
          if (event instanceof LeadershipAcquired) {
            election.revoke();
          }
        });
    election.subscribe(others::add);

    election.grant();

    assertThat(others).isEqualTo(election.history());
    assertThat(election.isLeader()).isFalse();
  }

  @Test
  void whatListenersAndTasksThrowIsKept() throws Exception {
    IllegalStateException ofListener = new IllegalStateException("listener");
    IllegalStateException ofTask = new IllegalStateException("task");
    election.subscribe(
        event -> {
          throw ofListener;
        });
    assertThat(election.failures()).containsExactly(ofListener);

    CountDownLatch ended = new CountDownLatch(1);
    election.runAsLeader(
        leadership -> {
          ended.countDown();
          throw ofTask;
        });
    election.grant();
    ended.await();
    election.revoke();

    while (!election.failures().contains(ofTask)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void leaseRunsDownOnlyWhenTheTestSaysSo() {
    Leadership leadership = election.grant();
    assertThat(leadership.remaining()).isEqualTo(FakeElection.LEASE);

    election.setLeaseRemaining(Duration.ofMillis(3));
    assertThat(leadership.remaining()).isEqualTo(Duration.ofMillis(3));
    assertThat(election.isLeader()).isTrue();

    election.setLeaseRemaining(Duration.ZERO);
    assertThat(election.isLeader()).isFalse();
    assertThat(election.leader()).isEmpty();
    assertThat(last(election.history())).isInstanceOf(LeadershipAcquired.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> election.setLeaseRemaining(Duration.ofNanos(-1)));
  }

  @Test
  void taskIsInterruptedWhileALittleOfTheLeaseIsLeftAndRunsAgainWhenItIsRenewed() throws Exception {
    BlockingQueue<Leadership> started = new LinkedBlockingQueue<>();
    BlockingQueue<Boolean> leadsWhenInterrupted = new LinkedBlockingQueue<>();
    election.runAsLeader(
        leadership -> {
          started.add(leadership);
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException ended) {
            leadsWhenInterrupted.add(election.isLeader());
          }
        });
    election.grant();
    started.poll(20, SECONDS);

    election.setLeaseRemaining(FakeElection.LEASE.dividedBy(4));
    assertThat(leadsWhenInterrupted).containsExactly(true);

    election.setLeaseRemaining(FakeElection.LEASE);
    assertThat(started.poll(20, SECONDS)).isNotNull();
    assertThat(election.failures()).isEmpty();
  }

  @Test
  void tasksHaveEndedWhenLeadershipHas() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    List<String> steps = new ArrayList<>();
    election.runAsLeader(
        leadership -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            steps.add("cleaned up");
          }
        });
    election.grant();
    started.await();

    election.revoke();

    assertThat(steps).containsExactly("cleaned up");
    assertThat(election.failures()).isEmpty();
  }

  @Test
  void taskThatDoesNotEndWhenItIsInterruptedIsNamed() {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Leadership[] mandate = {election.grant()};
    Tasks tasks =
        new Tasks(() -> Optional.ofNullable(mandate[0]), failure -> {}, Duration.ofMillis(1));
    LeaderTask stubborn =
        leadership -> {
          started.countDown();
          while (end.getCount() > 0) {
            Thread.onSpinWait();
          }
        };
    tasks.add(stubborn);
    mandate[0] = null;
    tasks.supervise();

    assertThatIllegalStateException()
        .isThrownBy(tasks::awaitInterrupted)
        .withMessage(
            "leader task %s did not end within 1 ms of its interrupt",
            stubborn.getClass().getName());
    end.countDown();
  }

  @Test
  void anotherNodeCanLead() {
    election.leaderIs(3);

    assertThat(election.leader())
        .hasValueSatisfying(
            leader -> {
              assertThat(leader.id()).isEqualTo(3);
              assertThat(leader.address()).isEqualTo("127.0.0.1:7103");
              assertThat(leader.term()).isEqualTo(1);
            });
    assertThat(election.status().followsLiveLeader()).isTrue();
    assertThat(election.status().role()).isEqualTo(Role.FOLLOWER);

    election.nobodyLeads();
    assertThat(election.leader()).isEmpty();
    assertThat(((LeaderChanged) last(election.history())).reason())
        .isEqualTo("node 3 was not heard");
    int told = election.history().size();
    election.nobodyLeads();
    assertThat(election.history()).hasSize(told);
  }

  @Test
  void anotherNodeTakesLeadershipAway() {
    election.grant();

    election.leaderIs(2);

    assertThat(election.isLeader()).isFalse();
    assertThat(election.history())
        .filteredOn(LeadershipLost.class::isInstance)
        .extracting(event -> ((LeadershipLost) event).reason())
        .containsExactly(LossReason.HIGHER_TERM);
    assertThat(election.leader().orElseThrow().term()).isEqualTo(2);
  }

  @Test
  void thisNodeAndStrangersAreNotAnotherNode() {
    for (int id : new int[] {0, 1, 4}) {
      assertThatIllegalArgumentException().isThrownBy(() -> election.leaderIs(id));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new FakeElection(4, 3));
  }

  @Test
  void leadershipCanBeHandedOver() {
    assertThat(election.transfer(2).toCompletableFuture().join()).isEqualTo(new NotLeading());
    election.grant();
    assertThat(election.transfer(4).toCompletableFuture().join()).isEqualTo(new UnknownMember(4));
    assertThat(election.transfer(1).toCompletableFuture().join()).isInstanceOf(NotHandedOver.class);

    assertThat(election.transfer(3).toCompletableFuture().join()).isEqualTo(new HandedOver(3, 2));
    assertThat(election.leader().orElseThrow().id()).isEqualTo(3);

    election.grant();
    assertThat(election.transfer().toCompletableFuture().join()).isEqualTo(new HandedOver(2, 4));
    election.grant();
    assertThat(election.resign().toCompletableFuture().join()).isEqualTo(new HandedOver(2, 6));
    assertThat(election.history())
        .filteredOn(LeadershipLost.class::isInstance)
        .extracting(event -> ((LeadershipLost) event).reason())
        .containsExactly(LossReason.TRANSFERRED, LossReason.TRANSFERRED, LossReason.RESIGNED);
  }

  @Test
  void onlyNodeHasNobodyToHandOverTo() {
    FakeElection alone = new FakeElection(1, 1);
    alone.grant();

    assertThat(alone.transfer().toCompletableFuture().join()).isInstanceOf(NotHandedOver.class);
    assertThat(alone.isLeader()).isTrue();
  }

  @Test
  void pauseIsShown() {
    election.pause();
    assertThat(election.status().paused()).isTrue();
    election.resume();
    assertThat(election.status().paused()).isFalse();
  }
}
