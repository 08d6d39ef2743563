package io.election.simulator;

import io.election.api.ElectionControl;
import io.election.api.HandOverResult;
import io.election.api.HandOverResult.HandedOver;
import io.election.api.HandOverResult.NotHandedOver;
import io.election.api.transport.TimeoutNowRequest;
import io.election.simulator.invariant.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * In a cluster that is well, or whose minority is down, leadership goes from hand to hand, each
 * time after a few messages and writes and no timeout; and what befalls the target at the worst
 * instant costs no more than it must (rules H1 to H4).
 */
public final class HandOverTrial implements Trial {

  private static final int HAND_OVERS = 24;
  private static final int TIMEOUTS_TO_SETTLE = 5;
  private static final int MOST_TIMEOUTS = 10;

  /** An election as any other, in which votes may be split. */
  private static final int TIMEOUTS_AFTER_A_CRASH = 10;

  /** What goes wrong in one hand-over. */
  private enum Mishap {
    NONE,
    NONE_AND_ANY_TARGET,
    WORD_IS_LOST,
    ANSWERS_ARE_LOST,
    WORK_DOES_NOT_STOP,
    TARGET_IS_PAUSED_MEANWHILE,
    TARGET_IS_PAUSED,
    TARGET_CRASHES
  }

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(random.nextBoolean() ? 3 : 5).brisk(random);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    cluster.start();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    cluster.run(2 * setting.timeoutMaxNanos());
    boolean minorityIsDown = random.nextBoolean();
    if (minorityIsDown) {
      others(cluster, random).subList(0, setting.size() / 2).forEach(SimulatedNode::crash);
      // An answer that is a lease old makes nobody a target.
      cluster.run(setting.timeoutMinNanos() + random.nextLong(2 * setting.timeoutMaxNanos()));
    }
    for (int i = 0; i < HAND_OVERS; i++) {
      // Where a minority is down, a leader is only sure as long as everybody else is well.
      int mishaps = Mishap.values().length - (minorityIsDown ? 1 : 0);
      new HandOver(cluster, random, Mishap.values()[random.nextInt(mishaps)]).run();
    }
    return Outcome.of(cluster);
  }

  /** The running nodes but the leader, in any order. */
  private static List<SimulatedNode> others(SimulatedCluster cluster, SplittableRandom random) {
    List<SimulatedNode> others = new ArrayList<>(cluster.nodes());
    others.removeIf(node -> !node.runs() || node.isLeader());
    Collections.shuffle(others, new Random(random.nextLong()));
    return others;
  }

  /** One of them. */
  private static final class HandOver {

    private final SimulatedCluster cluster;
    private final Setting setting;
    private final SplittableRandom random;
    private final Mishap mishap;
    private final SimulatedNode leader;
    private final SimulatedNode target;
    private final HandOverWatch watch;
    private final long workTakes;

    private HandOver(SimulatedCluster cluster, SplittableRandom random, Mishap mishap) {
      this.cluster = cluster;
      this.setting = cluster.setting();
      this.random = random;
      this.mishap = mishap;
      this.leader = cluster.leader().orElseThrow(() -> new Violation("V1: nobody leads"));
      this.target = others(cluster, random).get(0);
      this.watch = new HandOverWatch(cluster, leader);
      this.workTakes = drawnWork();
    }

    private long drawnWork() {
      long most = setting.timeoutMaxNanos() / 2;
      return switch (mishap) {
        case WORK_DOES_NOT_STOP -> SimulatedNode.NEVER;
        // Long enough for the next round of heartbeats to tell the leader of it.
        case TARGET_IS_PAUSED_MEANWHILE -> most * 9 / 10;
        default -> random.nextLong(most);
      };
    }

    private void run() {
      cluster.note("%s: from %d to %d".formatted(mishap, leader.id(), target.id()));
      leader.stopWorkAfter(() -> workTakes);
      befall();
      cluster.afterEveryEffect(watch);
      leader.steer(this::transfer);
      if (mishap == Mishap.TARGET_IS_PAUSED_MEANWHILE) {
        target.steer(ElectionControl::pause);
      }
      long latest = cluster.agenda().now() + MOST_TIMEOUTS * setting.timeoutMaxNanos();
      while (!watch.isOver() && cluster.agenda().now() < latest) {
        cluster.run(setting.heartbeatNanos() / 10);
      }
      judge();
      settle();
    }

    private boolean anyWillDo() {
      return mishap == Mishap.NONE_AND_ANY_TARGET;
    }

    private void transfer(ElectionControl control) {
      if (anyWillDo()) {
        control.transfer();
      } else {
        control.transfer(target.id());
      }
    }

    private void befall() {
      switch (mishap) {
        case NONE, NONE_AND_ANY_TARGET, WORK_DOES_NOT_STOP, TARGET_IS_PAUSED_MEANWHILE -> {}
        case WORD_IS_LOST -> cluster.network().carryOnly(new FirstWordIsLost());
        case ANSWERS_ARE_LOST ->
            cluster
                .network()
                .carryOnly(
                    message ->
                        message.response() == null
                            || !(message.request() instanceof TimeoutNowRequest));
        case TARGET_IS_PAUSED -> watch.whenTold(node -> node.steer(ElectionControl::pause));
        case TARGET_CRASHES -> watch.whenTold(SimulatedNode::crash);
      }
    }

    private static final class FirstWordIsLost implements Predicate<Message> {
      private boolean lost;

      @Override
      public boolean test(Message message) {
        if (message.request() instanceof TimeoutNowRequest && !lost) {
          lost = true;
          return false;
        }
        return true;
      }
    }

    private void judge() {
      HandOverResult outcome =
          watch.outcome().orElseThrow(() -> new Violation("H3: a wish was not answered"));
      switch (mishap) {
        case NONE, NONE_AND_ANY_TARGET, ANSWERS_ARE_LOST -> {
          requireHandedOver(outcome);
          requireGap(untilTheTargetLeads());
        }
        case WORK_DOES_NOT_STOP -> {
          requireHandedOver(outcome);
          requireGap(untilTheTargetLeads());
          require(
              watch.wholeNanos()
                  <= setting.timeoutMaxNanos() / 2
                      + setting.longestWakeUpDelayNanos()
                      + untilTheTargetLeads(),
              "H1: it waited %d ns for work that does not stop",
              watch.wholeNanos());
        }
        case WORD_IS_LOST -> {
          requireHandedOver(outcome);
          requireGap(
              setting.heartbeatNanos() + setting.longestWakeUpDelayNanos() + untilTheTargetLeads());
        }
        case TARGET_IS_PAUSED -> {
          require(outcome instanceof NotHandedOver, "H2: a paused node took over: %s", outcome);
          requireGap(setting.longestRoundTripNanos() + untilTheOldLeaderIsBack());
        }
        case TARGET_IS_PAUSED_MEANWHILE -> {
          require(outcome instanceof NotHandedOver, "H2: a paused node took over: %s", outcome);
          require(
              watch.wholeNanos() <= workTakes + untilTheOldLeaderIsBack(),
              "H3: nobody led for %d ns, %d of which the work took to stop",
              watch.wholeNanos(),
              workTakes);
        }
        case TARGET_CRASHES -> requireGap(TIMEOUTS_AFTER_A_CRASH * setting.timeoutMaxNanos());
      }
    }

    /**
     * The word, the votes, each of which is written and may wait for one write before, and the
     * first heartbeats with their answers (rule H4).
     */
    private long untilTheTargetLeads() {
      return 5 * setting.longestRoundTripNanos() / 2 + 2 * setting.longestWriteNanos();
    }

    /** The same with pre-votes instead of the word, when the old leader looks at its clock. */
    private long untilTheOldLeaderIsBack() {
      return setting.longestWakeUpDelayNanos()
          + 3 * setting.longestRoundTripNanos()
          + 2 * setting.longestWriteNanos();
    }

    private void requireHandedOver(HandOverResult outcome) {
      require(
          outcome instanceof HandedOver handedOver
              && (anyWillDo() || handedOver.leaderId() == target.id())
              && watch.newLeader().equals(cluster.leader()),
          "H3: node %d was to lead: %s",
          target.id(),
          outcome);
    }

    private void requireGap(long mostNanos) {
      require(
          watch.gapNanos() <= mostNanos,
          "H4: nobody led for %d ns, and %d should be enough",
          watch.gapNanos(),
          mostNanos);
    }

    private static void require(boolean holds, String format, Object... details) {
      if (!holds) {
        throw new Violation(format.formatted(details));
      }
    }

    /** Everybody is well again; how soon the next one comes is open. */
    private void settle() {
      cluster.afterEveryEffect((node, effect) -> {});
      cluster.network().carryOnly(message -> true);
      target.steer(ElectionControl::resume);
      if (mishap == Mishap.TARGET_CRASHES) {
        target.start();
        cluster.run(TIMEOUTS_TO_SETTLE * setting.timeoutMaxNanos());
      }
      hearFromAll();
      if (mishap == Mishap.TARGET_IS_PAUSED || mishap == Mishap.TARGET_IS_PAUSED_MEANWHILE) {
        hearFromAll();
      }
      if (random.nextBoolean()) {
        cluster.run(random.nextLong(2 * setting.timeoutMaxNanos()));
      }
    }

    /** A round of heartbeats: the leader learns who could lead. */
    private void hearFromAll() {
      cluster.run(
          setting.heartbeatNanos()
              + setting.longestWakeUpDelayNanos()
              + setting.longestRoundTripNanos());
    }
  }
}
