package io.election.engine;

import io.election.api.store.PersistentState;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A long life of one node, made up from a seed: whatever can happen happens in some order, with
 * terms close to the node's own so that most of it matters.
 */
final class RandomHistory {

  private static final int LENGTH = 400;

  private final List<Step> steps = new ArrayList<>();
  private final RandomGenerator random;
  private final ElectionStateMachine machine;
  private final List<Effect.Send> unanswered = new ArrayList<>();
  private @Nullable PersistentState underWay;
  private long wakeUpAtNanos;
  private long nowNanos;

  /** One input, when it came, what it led to, and what was on disk then. */
  record Step(long nanos, Input input, List<Effect> effects, PersistentState onDisk) {}

  private RandomHistory(long seed) {
    random = new SplittableRandom(seed);
    machine = newMachine(seed);
  }

  static ElectionStateMachine newMachine(long seed) {
    return new ElectionStateMachine(
        Peer.SELF.sender(),
        Timings.DEFAULT,
        1,
        new RestoredState(Node.record(0, null), Node.nanos(500)),
        new SplittableRandom(seed + 1),
        0);
  }

  static List<Step> of(long seed) {
    RandomHistory history = new RandomHistory(seed);
    history.live();
    return history.steps;
  }

  private void live() {
    PersistentState onDisk = Node.record(0, null);
    remember(machine.start());
    for (int number = 0; number < LENGTH; number++) {
      Input input = next(number);
      if (input instanceof Input.Stored stored) {
        onDisk = stored.state();
      }
      List<Effect> effects = machine.step(nowNanos, input);
      steps.add(new Step(nowNanos, input, effects, onDisk));
      remember(effects);
    }
  }

  private void remember(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Store store) {
        underWay = store.state();
      } else if (effect instanceof Effect.Send send) {
        unanswered.add(send);
      } else if (effect instanceof Effect.ScheduleWakeUp wakeUp) {
        wakeUpAtNanos = wakeUp.atNanos();
      }
    }
  }

  private Input next(int number) {
    nowNanos += random.nextLong(Node.nanos(60));
    int choice = random.nextInt(10);
    if (underWay != null && choice < 3) {
      PersistentState state = underWay;
      underWay = null;
      return random.nextInt(8) == 0
          ? new Input.StoreFailed(state, "made up")
          : new Input.Stored(state);
    }
    if (!unanswered.isEmpty() && choice < 7) {
      return answer(
          unanswered.remove(
              unanswered.size() - 1 - random.nextInt(Math.min(4, unanswered.size()))));
    }
    if (choice == 7) {
      return new Input.RequestArrived(number, request());
    }
    nowNanos = Math.max(nowNanos, wakeUpAtNanos);
    return new Input.WakeUp();
  }

  private Input answer(Effect.Send send) {
    Peer peer = new Peer(send.peer());
    boolean yes = random.nextInt(4) > 0;
    long term = yes ? send.request().term() : send.request().term() + random.nextInt(2);
    PeerResponse response;
    if (send.request() instanceof HeartbeatRequest) {
      response = yes ? peer.accepts(term) : peer.rejects(term);
    } else {
      response = yes ? peer.grants(term) : peer.deniesVote(term);
    }
    return new Input.ResponseArrived(peer.id(), send.request(), response);
  }

  private PeerRequest request() {
    Peer peer = new Peer(2 + random.nextInt(2));
    long term = Math.max(0, machine.view().term() - 1 + random.nextInt(4));
    return switch (random.nextInt(3)) {
      case 0 -> peer.heartbeat(term);
      case 1 -> peer.asksForVote(term);
      default -> peer.asksForPreVote(term);
    };
  }
}
