package io.election.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.HandOverResult;
import io.election.api.HandOverResult.NotHandedOver;
import io.election.api.HandOverResult.NotLeading;
import io.election.api.Impediment;
import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.store.PersistentState;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Refusal;
import io.election.engine.Effect;
import io.election.engine.ElectionStateMachine;
import io.election.engine.Input;
import io.election.engine.RestoredState;
import io.election.engine.Timings;
import io.election.engine.View;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a driver decides by itself, turned by the test. */
class MachineDriverTest {

  private static final Refusal UNAVAILABLE =
      new Refusal(ScriptedTransport.sender(1), Refusal.Reason.UNAVAILABLE, "stopping");

  private static final Duration HEARTBEAT = Timings.DEFAULT.heartbeatInterval();
  private static final Duration LEASE = Duration.ofNanos(Timings.DEFAULT.leaseNanos());

  private final ManualClock clock = new ManualClock();
  private final List<Input> taken = new ArrayList<>();
  private final List<Effect> carriedOut = new ArrayList<>();
  private final List<Boolean> ledAtTheEnd = new ArrayList<>();
  private final Queue<Runnable> elsewhere = new ArrayDeque<>();
  private Runnable whenWoken = () -> {};
  private final MachineDriver driver =
      new MachineDriver(
          new ElectionStateMachine(
              ScriptedTransport.sender(1),
              Timings.DEFAULT,
              1,
              new RestoredState(
                  PersistentState.firstStart(101, Set.of(1, 2, 3)).withPromiseCap(512), 0),
              new SplittableRandom(1),
              0),
          clock,
          InstantSource.system(),
          () -> UNAVAILABLE,
          elsewhere::add,
          new Surroundings());

  private final class Surroundings implements MachineDriver.Surroundings {

    @Override
    public void wake() {
      whenWoken.run();
    }

    @Override
    public void stepped(long nowNanos, View before, Input input, List<Effect> effects) {
      taken.add(input);
    }

    /** Peers grant everything and the disk writes at once. */
    @Override
    public void carryOut(Effect effect) {
      carriedOut.add(effect);
      if (effect instanceof Effect.Store store) {
        driver.put(new Input.Stored(store.state()));
      } else if (effect instanceof Effect.Send send) {
        driver.put(
            new Input.ResponseArrived(
                send.peer(), send.request(), ScriptedTransport.yes(send.peer(), send.request())));
      } else if (effect instanceof Effect.LeadershipEnded) {
        ledAtTheEnd.add(driver.shown().isLeader());
      }
    }
  }

  // The order of things.

  @Test
  void viewIsShownBeforeTheEndOfLeadershipIsTold() {
    becomeLeader();

    driver.control().resign();
    driver.turn();

    assertThat(ledAtTheEnd).containsExactly(false);
  }

  @Test
  void whatHasArrivedGoesBeforeWhatIsDue() {
    driver.start();
    ask();
    driver.turn();
    driver.turn();
    ask();
    clock.advance(Timings.DEFAULT.timeoutMax());
    taken.clear();

    driver.turn();
    driver.turn();

    assertThat(taken).first().isInstanceOf(Input.RequestArrived.class);
    assertThat(carriedOut).noneMatch(Effect.Send.class::isInstance);
  }

  @Test
  void whatIsDueIsDoneHoweverMuchArrives() {
    driver.start();
    clock.advance(Timings.DEFAULT.timeoutMax());
    driver.control().resume();

    driver.turn();

    assertThat(taken).containsExactly(new Input.Resume(), new Input.WakeUp());
  }

  @Test
  void nothingIsTakenInAfterTheStop() {
    driver.start();
    driver.put(new Input.Stop());
    driver.put(new Input.Pause());
    clock.advance(Timings.DEFAULT.timeoutMax());

    driver.turn();

    assertThat(taken).containsExactly(new Input.Stop());
    assertThat(driver.hasStopped()).isTrue();
  }

  /** The loop stands still after it has read the clock, and somebody asks meanwhile (rule D12). */
  @Test
  void leaseThatWasSeenOverWhileItWasRenewedEndsTheLeadership() {
    becomeLeader();
    driver.turn();
    clock.advance(HEARTBEAT);
    driver.turn();
    List<Boolean> answers = new ArrayList<>();
    clock.pauseAfterReading(
        () -> {
          clock.advance(LEASE.minus(HEARTBEAT));
          answers.add(driver.shown().isLeader());
        });

    driver.turn();

    assertThat(answers).containsExactly(false);
    assertThat(driver.shown().isLeader()).isFalse();
    assertThat(driver.shown().view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(taken).contains(new Input.LeaseSeenOver(1));
    assertThat(carriedOut).contains(new Effect.LeadershipEnded(1, LossReason.SUSPENDED));
  }

  @Test
  void leaseThatIsRenewedWhileNobodyLooksGoesOn() {
    becomeLeader();
    driver.turn();
    clock.advance(HEARTBEAT);
    driver.turn();
    clock.pauseAfterReading(() -> clock.advance(LEASE.minus(HEARTBEAT)));

    driver.turn();

    assertThat(driver.shown().isLeader()).isTrue();
    assertThat(taken).noneMatch(Input.LeaseSeenOver.class::isInstance);
  }

  // Requests.

  @Test
  void requestThatWaitsAtTheStopIsRefused() {
    driver.start();
    driver.put(new Input.Stop());
    CompletableFuture<PeerResponse> answer = ask();
    assertThat(answer).isNotDone();

    driver.turn();

    assertThat(answer).isCompletedWithValue(UNAVAILABLE);
  }

  @Test
  void requestThatRacesWithTheStopIsRefused() {
    driver.start();
    whenWoken = driver::close;

    assertThat(ask()).isCompletedWithValue(UNAVAILABLE);
  }

  @Test
  void requestAfterTheStopIsRefused() {
    driver.start();
    driver.close();

    assertThat(ask()).isCompletedWithValue(UNAVAILABLE);
    assertThat(taken).isEmpty();
  }

  // Wishes.

  @Test
  void nodeThatIsAboutToStopIsPausedBeforeItHandsOver() {
    becomeLeader();
    taken.clear();

    driver.control().handOverBeforeStop();
    driver.turn();

    assertThat(taken).hasSize(2);
    assertThat(taken.get(0)).isEqualTo(new Input.Pause());
    assertThat(taken.get(1)).isInstanceOf(Input.HandOverRequested.class);
    assertThat(driver.shown().view().paused()).isTrue();
  }

  @Test
  void whatHangsOnAResultRunsElsewhere() {
    driver.start();
    CompletableFuture<HandOverResult> result = resign();

    driver.turn();

    assertThat(result).isNotDone();
    elsewhere.remove().run();
    assertThat(result).isCompletedWithValue(new NotLeading());
  }

  @Test
  void wishThatWaitsAtTheStopIsAnswered() {
    driver.start();
    driver.put(new Input.Stop());
    CompletableFuture<HandOverResult> result = resign();

    driver.turn();
    elsewhere.remove().run();

    assertThat(result).isCompletedWithValueMatching(NotHandedOver.class::isInstance);
  }

  @Test
  void wishThatRacesWithTheStopIsAnswered() {
    driver.start();
    whenWoken = driver::close;

    CompletableFuture<HandOverResult> result = resign();
    elsewhere.remove().run();

    assertThat(result).isCompletedWithValueMatching(NotHandedOver.class::isInstance);
  }

  @Test
  void wishAfterTheStopIsAnswered() {
    driver.start();
    driver.close();

    CompletableFuture<HandOverResult> result = resign();
    elsewhere.remove().run();

    assertThat(result).isCompletedWithValueMatching(NotHandedOver.class::isInstance);
  }

  // The end.

  /** The machine broke in the middle of a step: what was shown is what has to end. */
  @Test
  void leadershipThatWasShownEndsWithTheDriver() {
    becomeLeader();

    driver.end("broken");
    driver.end("broken");

    assertThat(ledAtTheEnd).containsExactly(false);
    assertThat(driver.shown().impediment())
        .isEqualTo(new Impediment(Impediment.Kind.STALL, "broken"));
  }

  private void becomeLeader() {
    driver.start();
    clock.advance(Timings.DEFAULT.timeoutMax());
    while (!driver.shown().isLeader()) {
      driver.turn();
    }
  }

  private CompletableFuture<PeerResponse> ask() {
    CompletableFuture<PeerResponse> answer = new CompletableFuture<>();
    driver.handle(heartbeat(), answer::complete);
    return answer;
  }

  private CompletableFuture<HandOverResult> resign() {
    return driver.control().resign().toCompletableFuture();
  }

  private static PeerRequest heartbeat() {
    return new HeartbeatRequest(
        ScriptedTransport.sender(2),
        1,
        1,
        Set.of(),
        0,
        new PromiseRequest(500_000_000, 500_000_000, 100_000_000));
  }
}
