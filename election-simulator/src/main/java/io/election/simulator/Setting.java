package io.election.simulator;

import io.election.api.transport.PromiseRequest;
import io.election.engine.Timings;
import io.election.simulator.invariant.WatchedCluster;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What kind of cluster is simulated.
 *
 * @param size how many nodes
 * @param timings of its elections
 * @param usualDelayNanos how long a message usually takes from node to node, by their ids; row and
 *     column 0 are not used
 * @param usualWriteNanos how long a write to a disk usually takes
 * @param longestWakeUpDelayNanos how coarse timers are
 * @param priorities how much each node is preferred as a leader, by their ids from 1; there may be
 *     more than nodes
 */
public record Setting(
    int size,
    Timings timings,
    long[][] usualDelayNanos,
    long usualWriteNanos,
    long longestWakeUpDelayNanos,
    List<Integer> priorities) {

  private static final int[] SIZES = {3, 3, 3, 3, 5, 5, 5, 7};

  /** One cluster in so many is of one node, which has no election worth the name. */
  private static final int SINGLE_NODES = 40;

  private static final int MOST_NODES = 7;
  private static final int[] PRIORITIES = {1, 1, 1, 2, 5, 100, 100};
  private static final double[] DRIFTS = {0, 0.01, 0.05, 0.05, 0.2, 0.45};

  public Setting {
    priorities = List.copyOf(priorities);
  }

  /** A cluster whose nodes are all as good as leaders. */
  public Setting(
      int size,
      Timings timings,
      long[][] usualDelayNanos,
      long usualWriteNanos,
      long longestWakeUpDelayNanos) {
    this(
        size,
        timings,
        usualDelayNanos,
        usualWriteNanos,
        longestWakeUpDelayNanos,
        Collections.nCopies(size, 1));
  }

  /** A cluster whose messages take equally long between all nodes. */
  public static Setting uniform(
      int size, Timings timings, Duration usualDelay, Duration usualWrite) {
    return new Setting(size, timings, matrix(size, usualDelay.toNanos()), usualWrite.toNanos(), 0);
  }

  /**
   * Any cluster whose timings fit its network and its disks: a round of heartbeats is answered well
   * before the lease ends, and a write takes no longer than a tenth of the shortest election
   * timeout.
   */
  public static Setting drawn(RandomGenerator random) {
    long timeoutMin = logUniform(random, 50_000_000L, 20_000_000_000L);
    long timeoutMax = (long) (timeoutMin * random.nextDouble(1.2, 3));
    long heartbeat = timeoutMin / random.nextLong(3, 8);
    Timings timings =
        new Timings(
            Duration.ofNanos(heartbeat),
            Duration.ofNanos(timeoutMin),
            Duration.ofNanos(timeoutMax),
            Duration.ofNanos(timeoutMin / 2),
            DRIFTS[random.nextInt(DRIFTS.length)]);
    double drift = timings.maxClockDrift();
    // By the fastest clock, for which the time until its lease ends is shortest.
    // D1, D2: nobody asks for more, and who gets less sends more often.
    long promise = Math.min(timeoutMin, PromiseRequest.LONGEST.toNanos());
    long interval = Math.min(heartbeat, promise / 3);
    long spare = (long) ((promise * (1 - drift) - interval) * (1 - drift));
    return new Setting(
        random.nextInt(SINGLE_NODES) == 0 ? 1 : SIZES[random.nextInt(SIZES.length)],
        timings,
        matrix(MOST_NODES, logUniform(random, promise / 2000, spare / 6)),
        logUniform(random, promise / 2000, promise / 10),
        random.nextBoolean() ? 0 : 1 + spare / 6,
        drawnPriorities(random));
  }

  private static List<Integer> drawnPriorities(RandomGenerator random) {
    if (random.nextBoolean()) {
      return Collections.nCopies(MOST_NODES, 1);
    }
    return IntStream.range(0, MOST_NODES)
        .mapToObj(node -> PRIORITIES[random.nextInt(PRIORITIES.length)])
        .toList();
  }

  /** The same with another number of nodes. */
  public Setting ofSize(int newSize) {
    return new Setting(
        newSize, timings, usualDelayNanos, usualWriteNanos, longestWakeUpDelayNanos, priorities);
  }

  /** The same with other timings on the same network and disks. */
  Setting with(Timings newTimings) {
    return new Setting(
        size, newTimings, usualDelayNanos, usualWriteNanos, longestWakeUpDelayNanos, priorities);
  }

  /** The same with other priorities. */
  public Setting preferring(List<Integer> newPriorities) {
    return new Setting(
        size, timings, usualDelayNanos, usualWriteNanos, longestWakeUpDelayNanos, newPriorities);
  }

  /** The same, some nodes of which never lead, but not all. */
  Setting withWitnesses(RandomGenerator random) {
    int leads = random.nextInt(size);
    return preferring(
        IntStream.range(0, priorities.size())
            .mapToObj(node -> node != leads && random.nextInt(4) == 0 ? 0 : priorities.get(node))
            .toList());
  }

  /** The same on a network and disks that are much faster than any timeout. */
  Setting brisk(RandomGenerator random) {
    long timeoutMin = timeoutMinNanos();
    return new Setting(
        size,
        timings,
        matrix(MOST_NODES, logUniform(random, timeoutMin / 2000, timeoutMin / 40)),
        logUniform(random, timeoutMin / 2000, timeoutMin / 40),
        Math.min(longestWakeUpDelayNanos, timeoutMin / 20),
        priorities);
  }

  /** The same with some members nearer to each other than others, none farther than before. */
  Setting scattered(RandomGenerator random) {
    long[][] delays = new long[usualDelayNanos.length][];
    for (int from = 0; from < delays.length; from++) {
      delays[from] =
          Arrays.stream(usualDelayNanos[from])
              .map(nanos -> logUniform(random, Math.max(1, nanos / 20), nanos))
              .toArray();
    }
    return new Setting(size, timings, delays, usualWriteNanos, longestWakeUpDelayNanos, priorities);
  }

  private static long logUniform(RandomGenerator random, long from, long to) {
    return (long) (from * Math.pow((double) to / from, random.nextDouble()));
  }

  private static long[][] matrix(int size, long nanos) {
    long[][] matrix = new long[size + 1][size + 1];
    for (long[] row : matrix) {
      Arrays.fill(row, nanos);
    }
    return matrix;
  }

  /** What the invariants have to know about such a cluster. */
  WatchedCluster watched() {
    return new WatchedCluster(
        timings.timeoutMin(),
        timings.timeoutMax(),
        IntStream.rangeClosed(1, size).boxed().collect(Collectors.toMap(id -> id, this::priority)));
  }

  /** How much this node is preferred as a leader. */
  public int priority(int id) {
    return priorities.get(id - 1);
  }

  /** There and back between any two nodes of a uniform network in which no message is late. */
  long longestRoundTripNanos() {
    return 3 * usualDelayNanos[1][1];
  }

  /** A write to a disk that is well. */
  long longestWriteNanos() {
    return usualWriteNanos * 3 / 2;
  }

  /** Between two rounds of heartbeats. */
  long heartbeatNanos() {
    return timings.heartbeatInterval().toNanos();
  }

  /** The longest election timeout, the measure of most durations. */
  public long timeoutMaxNanos() {
    return timings.timeoutMax().toNanos();
  }

  /** The shortest election timeout. */
  public long timeoutMinNanos() {
    return timings.timeoutMin().toNanos();
  }
}
