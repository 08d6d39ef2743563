package io.election.simulator;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteRequest;
import io.election.engine.Effect;
import io.election.engine.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes everything fail that can: each seed draws its own mix of faults and how often they come.
 * Every fault ends by itself after a while, and all of them when the chaos {@linkplain #end ends}.
 */
final class Chaos {

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final List<Fault> mix = new ArrayList<>();
  private final List<Runnable> remedies = new ArrayList<>();
  private final long usualPauseNanos;
  private final double crashAtWrite;
  private final double crashAtEffect;
  private boolean ended;

  /** Something that goes wrong. */
  private interface Fault {
    void strike();
  }

  Chaos(SimulatedCluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
    List.<Fault>of(
            this::crashOne,
            this::crashSome,
            this::pauseOne,
            this::cutOneWay,
            this::cutBothWays,
            this::partition,
            this::leaveABridge,
            this::deafen,
            this::mute,
            this::flap,
            this::failDisk,
            this::stallDisk,
            this::fillDisk,
            this::changeClockRate,
            this::setWallClock,
            this::sendForeignMessage)
        .forEach(
            fault -> {
              if (random.nextBoolean()) {
                mix.add(fault);
              }
            });
    // Without a leader there is little to break.
    List.<Fault>of(this::crashLeader, this::pauseLeader, this::cutLeaderOff)
        .forEach(
            fault -> IntStream.rangeClosed(0, random.nextInt(8)).forEach(weight -> mix.add(fault)));
    usualPauseNanos = (long) (cluster.setting().timeoutMaxNanos() * random.nextDouble(0.1, 2));
    crashAtWrite = random.nextBoolean() ? 0 : random.nextDouble(0.2);
    crashAtEffect = random.nextBoolean() ? 0 : random.nextDouble(0.002);
  }

  /** Begins; from here on faults strike. */
  void begin() {
    cluster.afterEveryEffect(this::crashPerhaps);
    cluster
        .network()
        .disturb(
            share(0.3),
            share(0.3),
            share(0.2),
            share(0.8),
            (long) (cluster.setting().timeoutMaxNanos() * random.nextDouble(0.2, 3)));
    cluster.nodes().forEach(this::drawClockRate);
    strikeLater();
  }

  private double share(double most) {
    return random.nextBoolean() ? 0 : random.nextDouble(most);
  }

  private void strikeLater() {
    if (!mix.isEmpty()) {
      cluster.agenda().after(drawn(usualPauseNanos), this::strike);
    }
  }

  private void strike() {
    if (!ended) {
      mix.get(random.nextInt(mix.size())).strike();
      strikeLater();
    }
  }

  /** Everything is mended, and every node runs. */
  void end() {
    ended = true;
    cluster.note("everything is mended");
    cluster.afterEveryEffect((node, effect) -> {});
    cluster.network().calmDown();
    List.copyOf(remedies).forEach(Runnable::run);
    for (SimulatedNode node : cluster.nodes()) {
      node.goOn();
      startIfDown(node);
    }
  }

  private long drawn(long usualNanos) {
    return (long) (usualNanos * -Math.log(1 - random.nextDouble()));
  }

  private SimulatedNode anyNode() {
    return cluster.nodes().get(random.nextInt(cluster.nodes().size()));
  }

  /** Ends a fault after a while, or when the chaos ends. */
  private void remedyLater(Runnable remedy) {
    Runnable once =
        new Runnable() {
          @Override
          public void run() {
            if (remedies.remove(this)) {
              remedy.run();
            }
          }
        };
    remedies.add(once);
    cluster.agenda().after(drawn(cluster.setting().timeoutMaxNanos() * 2), once);
  }

  private void startIfDown(SimulatedNode node) {
    if (!node.runs()) {
      node.start();
    }
  }

  private void crash(SimulatedNode node) {
    if (node.runs()) {
      node.crash();
      long down = random.nextInt(3) == 0 ? 0 : drawn(cluster.setting().timeoutMaxNanos());
      cluster.agenda().after(down, () -> startIfDown(node));
    }
  }

  private void crashOne() {
    crash(anyNode());
  }

  private void crashLeader() {
    cluster.leader().ifPresent(this::crash);
  }

  private void crashSome() {
    cluster.nodes().stream().filter(node -> random.nextBoolean()).forEach(this::crash);
  }

  /** Before a write, in it, at its end, or between any two effects. */
  private void crashPerhaps(SimulatedNode node, Effect effect) {
    if (effect instanceof Effect.Store && crashAtWrite > 0 && random.nextDouble() < crashAtWrite) {
      long write = cluster.setting().usualWriteNanos();
      cluster.agenda().after(random.nextLong(2 * write + 1), () -> crash(node));
    } else if (crashAtEffect > 0 && random.nextDouble() < crashAtEffect) {
      crash(node);
    }
  }

  private void pauseOne() {
    pause(anyNode());
  }

  private void pauseLeader() {
    cluster.leader().ifPresent(this::pause);
  }

  private void pause(SimulatedNode node) {
    node.standStill();
    remedyLater(node::goOn);
  }

  private void cutLeaderOff() {
    cluster
        .leader()
        .ifPresent(leader -> cutBetween((from, to) -> from == leader.id() || to == leader.id()));
  }

  private void cutOneWay() {
    cutForAWhile(anyNode().id(), anyNode().id());
  }

  private void cutBothWays() {
    SimulatedNode one = anyNode();
    SimulatedNode other = anyNode();
    cutForAWhile(one.id(), other.id());
    cutForAWhile(other.id(), one.id());
  }

  private void cutForAWhile(int from, int to) {
    if (from != to) {
      cluster.note("no way from " + from + " to " + to);
      cluster.network().cut(from, to);
      remedyLater(() -> cluster.network().mend(from, to));
    }
  }

  private void partition() {
    int side = random.nextInt(1 << cluster.nodes().size());
    cutBetween((one, other) -> isIn(side, one) != isIn(side, other));
  }

  /** Two sides, and one node that reaches both. */
  private void leaveABridge() {
    int side = random.nextInt(1 << cluster.nodes().size());
    int bridge = anyNode().id();
    cutBetween(
        (one, other) -> one != bridge && other != bridge && isIn(side, one) != isIn(side, other));
  }

  private static boolean isIn(int side, int id) {
    return (side >> (id - 1) & 1) == 1;
  }

  private interface Link {
    boolean isCut(int from, int to);
  }

  private void cutBetween(Link link) {
    List<int[]> cut = new ArrayList<>();
    int size = cluster.nodes().size();
    for (int from = 1; from <= size; from++) {
      for (int to = 1; to <= size; to++) {
        if (from != to && link.isCut(from, to)) {
          cluster.network().cut(from, to);
          cut.add(new int[] {from, to});
        }
      }
    }
    remedyLater(() -> cut.forEach(way -> cluster.network().mend(way[0], way[1])));
  }

  private void deafen() {
    int deaf = anyNode().id();
    cutBetween((from, to) -> to == deaf);
  }

  private void mute() {
    int mute = anyNode().id();
    cutBetween((from, to) -> from == mute);
  }

  private void flap() {
    int one = anyNode().id();
    int other = anyNode().id();
    IntStream.range(0, 10)
        .forEach(
            time ->
                cluster
                    .agenda()
                    .after(
                        drawn(cluster.setting().timeoutMinNanos()),
                        () -> {
                          if (!ended) {
                            cutForAWhile(one, other);
                          }
                        }));
  }

  private void failDisk() {
    FaultyDisk disk = cluster.disk(anyNode().id());
    disk.fail(random.nextDouble());
    remedyLater(() -> disk.fail(0));
  }

  private void stallDisk() {
    FaultyDisk disk = cluster.disk(anyNode().id());
    disk.stall(true);
    remedyLater(() -> disk.stall(false));
  }

  private void fillDisk() {
    FaultyDisk disk = cluster.disk(anyNode().id());
    disk.fillUp(true);
    remedyLater(() -> disk.fillUp(false));
  }

  private void changeClockRate() {
    drawClockRate(anyNode());
  }

  /**
   * Any two clocks differ by no more than the drift that the lease allows for, often by just it.
   */
  private void drawClockRate(SimulatedNode node) {
    double fastest = 1 / (1 - cluster.setting().timings().maxClockDrift());
    double rate =
        switch (random.nextInt(3)) {
          case 0 -> 1;
          case 1 -> fastest;
          default -> 1 + (fastest - 1) * random.nextDouble();
        };
    node.clock().runAt(rate);
  }

  private void setWallClock() {
    long day = 86_400_000_000_000L;
    anyNode().setWallClock(random.nextLong(-365 * day, 365 * day));
  }

  private void sendForeignMessage() {
    SimulatedNode node = anyNode();
    int size = cluster.nodes().size();
    Sender stranger =
        switch (random.nextInt(3)) {
          case 0 -> new Sender("another", Sender.CURRENT_PROTOCOL_VERSION, anyNode().id(), 1);
          case 1 -> new Sender(SimulatedNode.CLUSTER_ID, 99, anyNode().id(), 1);
          default ->
              new Sender(SimulatedNode.CLUSTER_ID, Sender.CURRENT_PROTOCOL_VERSION, size + 1, 1);
        };
    long term = random.nextLong(Long.MAX_VALUE);
    PeerRequest request =
        random.nextBoolean()
            ? new VoteRequest(stranger, term, 1, random.nextBoolean())
            : new HeartbeatRequest(stranger, term, 1, Set.of());
    node.step(new Input.WakeUp());
    node.receive(new Message(anyNode().id(), -1, node.id(), request, null));
  }
}
