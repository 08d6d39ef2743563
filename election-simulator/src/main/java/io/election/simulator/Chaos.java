package io.election.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes everything fail that can: each seed draws its own mix of faults and how often they come.
 * Every fault ends by itself after a while, and all of them when the chaos {@linkplain #end ends}.
 */
final class Chaos {

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final Fate fate;
  private final ProcessFaults processes;
  private final ClockFaults clocks;
  private final List<Fault> mix = new ArrayList<>();
  private final long usualPauseNanos;

  /** Something that goes wrong. */
  interface Fault {
    void strike();
  }

  Chaos(SimulatedCluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
    fate = new Fate(cluster, random);
    processes = new ProcessFaults(cluster, random, fate);
    clocks = new ClockFaults(cluster, random, fate);
    NetworkFaults links = new NetworkFaults(cluster, random, fate);
    DiskFaults disks = new DiskFaults(cluster, random, fate);
    OperatorFaults operators = new OperatorFaults(cluster, random, fate);
    Strangers strangers = new Strangers(cluster, random, fate);
    List.<Fault>of(
            processes::crashOne,
            processes::crashSome,
            processes::pauseOne,
            processes::holdLoopOfOne,
            links::cutOneWay,
            links::cutBothWays,
            links::partition,
            links::leaveABridge,
            links::deafen,
            links::mute,
            links::flap,
            disks::failDisk,
            disks::stallDisk,
            disks::fillDisk,
            clocks::changeClockRate,
            clocks::setWallClock,
            operators::resign,
            operators::wishFromAny,
            operators::pauseOne,
            operators::pauseLeader,
            operators::stopOne,
            strangers::sendForeignMessage,
            strangers::forgeATransfer)
        .forEach(
            fault -> {
              if (random.nextBoolean()) {
                mix.add(fault);
              }
            });
    // Without a leader there is little to break.
    List.<Fault>of(
            processes::crashLeader,
            processes::pauseLeader,
            processes::holdLoopOfLeader,
            links::cutLeaderOff,
            operators::transferToAny,
            operators::stopLeader)
        .forEach(
            fault -> IntStream.rangeClosed(0, random.nextInt(8)).forEach(weight -> mix.add(fault)));
    usualPauseNanos = (long) (cluster.setting().timeoutMaxNanos() * random.nextDouble(0.1, 2));
    processes.drawCrashes();
    operators.drawWork();
  }

  /** Makes this go wrong as well, as often as chance wants. To be called before it begins. */
  Chaos with(Fault fault) {
    IntStream.rangeClosed(0, random.nextInt(8)).forEach(weight -> mix.add(fault));
    return this;
  }

  /** Begins; from here on faults strike. */
  void begin() {
    cluster.afterEveryEffect(processes::crashPerhaps);
    cluster
        .network()
        .disturb(
            share(0.3),
            share(0.3),
            share(0.2),
            share(0.8),
            (long) (cluster.setting().timeoutMaxNanos() * random.nextDouble(0.2, 3)));
    clocks.drawClockRates();
    strikeLater();
  }

  private double share(double most) {
    return random.nextBoolean() ? 0 : random.nextDouble(most);
  }

  private void strikeLater() {
    cluster.agenda().after(fate.anyDuration(usualPauseNanos), this::strike);
  }

  private void strike() {
    if (!fate.isOver()) {
      mix.get(random.nextInt(mix.size())).strike();
      strikeLater();
    }
  }

  /** Everything is mended, and every node runs. */
  void end() {
    cluster.note("everything is mended");
    cluster.afterEveryEffect((node, effect) -> {});
    cluster.network().calmDown();
    fate.endAll();
    processes.end();
  }
}
