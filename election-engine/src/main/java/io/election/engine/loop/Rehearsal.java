package io.election.engine.loop;

import io.election.api.LossReason;
import io.election.api.transport.Sender;
import io.election.engine.Effect;
import io.election.engine.ElectionStateMachine;
import io.election.engine.Input;
import io.election.engine.Membership;
import io.election.engine.RestoredState;
import io.election.engine.Timings;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Lets three nodes that exist in memory alone elect each other and hand over, again and again. A
 * JVM is slow at what it does for the first time, and without this that would be a node's vote,
 * which may come after months of heartbeats, and when nobody leads.
 *
 * <p>No clock, no store, no network; nothing of it is seen outside.
 */
final class Rehearsal {

  static final int LEADERSHIPS = 20;

  private static final int MOST_STEPS = 100 * LEADERSHIPS;
  private static final Set<Integer> IDS = Set.of(1, 2, 3);

  private record Arrival(int node, Input input) {}

  private record Question(int asker, Effect.Send send) {}

  private final Map<Integer, ElectionStateMachine> nodes = new TreeMap<>();
  private final Map<Integer, Long> wakeUps = new HashMap<>();
  private final Map<Long, Question> questions = new HashMap<>();
  private final Queue<Arrival> arrivals = new ArrayDeque<>();
  private long nowNanos;
  private long lastExchange;
  private int leaderships;

  private Rehearsal() {
    IDS.forEach(id -> nodes.put(id, node(id)));
  }

  private ElectionStateMachine node(int id) {
    return new ElectionStateMachine(
        new Sender("rehearsal", Sender.CURRENT_PROTOCOL_VERSION, id, id),
        new Membership(id, IDS),
        Timings.DEFAULT,
        1,
        RestoredState.NEW,
        new SplittableRandom(id),
        nowNanos);
  }

  /**
   * Takes about a tenth of a second of a young JVM.
   *
   * @return how many times one of them led
   */
  static int elect() {
    return new Rehearsal().run();
  }

  private int run() {
    nodes.forEach((id, node) -> node.start().forEach(effect -> carryOut(id, effect)));
    for (int step = 0; step < MOST_STEPS && leaderships < LEADERSHIPS; step++) {
      Arrival next = arrivals.isEmpty() ? nextWakeUp() : arrivals.remove();
      nodes
          .get(next.node())
          .step(nowNanos, next.input())
          .forEach(effect -> carryOut(next.node(), effect));
    }
    return leaderships;
  }

  private Arrival nextWakeUp() {
    Entry<Integer, Long> next =
        wakeUps.entrySet().stream().min(Entry.comparingByValue()).orElseThrow();
    nowNanos = next.getValue();
    return new Arrival(next.getKey(), new Input.WakeUp());
  }

  private void carryOut(int node, Effect effect) {
    if (effect instanceof Effect.Store store) {
      arrivals.add(new Arrival(node, new Input.Stored(store.state())));
    } else if (effect instanceof Effect.Send send) {
      questions.put(++lastExchange, new Question(node, send));
      arrivals.add(
          new Arrival(send.peer(), new Input.RequestArrived(lastExchange, send.request())));
    } else if (effect instanceof Effect.Reply reply) {
      Question question = questions.remove(reply.exchange());
      arrivals.add(
          new Arrival(
              question.asker(),
              new Input.ResponseArrived(node, question.send().request(), reply.response())));
    } else if (effect instanceof Effect.ScheduleWakeUp wakeUp) {
      wakeUps.put(node, wakeUp.atNanos());
    } else if (effect instanceof Effect.LeadershipBegan) {
      arrivals.add(
          new Arrival(node, new Input.HandOverRequested(++leaderships, null, LossReason.STOPPED)));
    } else if (effect instanceof Effect.LeadershipEnded ended) {
      arrivals.add(new Arrival(node, new Input.WorkStopped(ended.term())));
    }
  }
}
