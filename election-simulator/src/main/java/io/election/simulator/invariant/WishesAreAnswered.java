package io.election.simulator.invariant;

import io.election.api.HandOverResult;
import io.election.api.HandOverResult.HandedOver;
import io.election.api.HandOverResult.NotLeading;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Each wish that a node hand its leadership over is answered once, at the latest when the longest
 * timeout has passed on its clock, and truly (rule H3).
 */
public final class WishesAreAnswered implements Invariant {

  private final long longestNanos;
  private final Map<Integer, Process> processes = new HashMap<>();

  /** One node's process: what was wished when, and when it wants to be woken. */
  private static final class Process {
    private final Map<Long, Long> wishedAtNanos = new HashMap<>();
    private long wakesUpAtNanos = Long.MAX_VALUE;
  }

  /** An empty memory. */
  public WishesAreAnswered(WatchedCluster cluster) {
    longestNanos = cluster.timings().timeoutMax().toNanos();
  }

  @Override
  public void started(int node) {
    processes.remove(node);
  }

  @Override
  public void stepped(
      int node, long nowNanos, View before, Input input, View after, List<Effect> effects) {
    Process process = processes.computeIfAbsent(node, id -> new Process());
    if (input instanceof Input.HandOverRequested wish) {
      process.wishedAtNanos.put(wish.request(), nowNanos);
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.ScheduleWakeUp wakeUp) {
        process.wakesUpAtNanos = wakeUp.atNanos();
      } else if (effect instanceof Effect.HandOverEnded ended) {
        if (process.wishedAtNanos.remove(ended.request()) == null) {
          throw new Violation(
              "H3: node %d answers a wish that is not open: %s".formatted(node, ended));
        }
        requireTrue(node, nowNanos, ended.result(), after);
      }
    }
    if (!process.wishedAtNanos.isEmpty()) {
      requireInTime(node, nowNanos, input, process);
    }
  }

  private static void requireTrue(int node, long nowNanos, HandOverResult result, View after) {
    boolean isTrue = true;
    if (result instanceof HandedOver to) {
      isTrue =
          to.leaderId() != node
              && Objects.equals(after.leaderId(), to.leaderId())
              && after.term() == to.term();
    } else if (result instanceof NotLeading) {
      isTrue = !after.leadsAt(nowNanos);
    }
    if (!isTrue) {
      throw new Violation("H3: node %d answers %s, and is %s".formatted(node, result, after));
    }
  }

  private void requireInTime(int node, long nowNanos, Input input, Process process) {
    long until = process.wishedAtNanos.values().stream().min(Long::compare).orElseThrow();
    until += longestNanos;
    boolean isOver =
        input instanceof Input.Stop || input instanceof Input.WakeUp && nowNanos >= until;
    if (isOver || process.wakesUpAtNanos > until) {
      throw new Violation(
          "H3: node %d has not answered a wish, at %d of %d, and means to wake up at %d"
              .formatted(node, nowNanos, until, process.wakesUpAtNanos));
    }
  }
}
