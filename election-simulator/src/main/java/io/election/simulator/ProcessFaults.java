package io.election.simulator;

import io.election.engine.Effect;
import java.util.SplittableRandom;

/** Processes crash, start again, stand still and go on. */
final class ProcessFaults {

  private static final int ASKS_WHILE_HELD = 8;

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final Fate fate;
  private double crashAtWrite;
  private double crashAtEffect;

  ProcessFaults(SimulatedCluster cluster, SplittableRandom random, Fate fate) {
    this.cluster = cluster;
    this.random = random;
    this.fate = fate;
  }

  /** Draws how often nodes crash in the middle of what they do. */
  void drawCrashes() {
    crashAtWrite = random.nextBoolean() ? 0 : random.nextDouble(0.2);
    crashAtEffect = random.nextBoolean() ? 0 : random.nextDouble(0.002);
  }

  /** Every node runs. */
  void end() {
    for (SimulatedNode node : cluster.nodes()) {
      node.holdLoop(0);
      node.goOn();
      node.startIfDown();
    }
  }

  void crashOne() {
    crash(fate.anyNode());
  }

  void crashLeader() {
    cluster.leader().ifPresent(this::crash);
  }

  void crashSome() {
    cluster.nodes().stream().filter(node -> random.nextBoolean()).forEach(this::crash);
  }

  /** Before a write, in it, at its end, or between any two effects. */
  void crashPerhaps(SimulatedNode node, Effect effect) {
    if (effect instanceof Effect.Store && crashAtWrite > 0 && random.nextDouble() < crashAtWrite) {
      long write = cluster.setting().usualWriteNanos();
      cluster.agenda().after(random.nextLong(2 * write + 1), () -> crash(node));
    } else if (crashAtEffect > 0 && random.nextDouble() < crashAtEffect) {
      crash(node);
    }
  }

  private void crash(SimulatedNode node) {
    if (node.runs()) {
      node.crash();
      long down =
          random.nextInt(3) == 0 ? 0 : fate.anyDuration(cluster.setting().timeoutMaxNanos());
      cluster.agenda().after(down, node::startIfDown);
    }
  }

  void pauseOne() {
    pause(fate.anyNode());
  }

  void pauseLeader() {
    cluster.leader().ifPresent(this::pause);
  }

  private void pause(SimulatedNode node) {
    node.standStill();
    fate.endLater(node::goOn);
  }

  void holdLoopOfOne() {
    holdLoop(fate.anyNode());
  }

  void holdLoopOfLeader() {
    cluster.leader().ifPresent(this::holdLoop);
  }

  /** Other threads of the process ask meanwhile, and a while longer, whether it leads. */
  private void holdLoop(SimulatedNode node) {
    long nanos = 1 + random.nextLong(2 * cluster.setting().timeoutMinNanos());
    node.holdLoop(nanos);
    for (int ask = 0; ask < ASKS_WHILE_HELD; ask++) {
      cluster.agenda().after(random.nextLong(2 * nanos), () -> cluster.ask(node));
    }
  }
}
