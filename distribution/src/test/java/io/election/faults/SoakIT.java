package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.simulator.invariant.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Five nodes under kills, freezes and partitions for a long time: nothing contradicts the rules,
 * and who lives all the while holds on to no more than before. For a night, so no part of a build:
 * {@code .ci/long soak}, for an hour unless {@code SOAK} says how long.
 */
@Tag("long")
class SoakIT {

  /** These are never killed, so that what they keep adds up. */
  private static final List<Integer> LONG_LIVED = List.of(3, 4, 5);

  private static final int ROUNDS_BETWEEN_LOOKS = 3;

  @RegisterExtension private static final SharedCluster SHARED = new SharedCluster();

  private final Cluster cluster = SHARED.cluster();
  private final Map<Integer, List<Resources>> seen = new TreeMap<>();

  @Test
  void nothingPilesUp() {
    Duration length = Duration.parse(System.getProperty("soak", "PT1H"));
    long seed = System.nanoTime();
    System.out.printf("Soak of %s, seed %d%n", length, seed);
    Random random = new Random(seed);
    long end = System.nanoTime() + length.toNanos();
    int rounds = 0;
    look();
    while (System.nanoTime() < end) {
      strike(random);
      Cluster.pass(Duration.ofMillis(500 + random.nextInt(4000)));
      cluster.heal();
      cluster.awaitLeader();
      if (++rounds % ROUNDS_BETWEEN_LOOKS == 0) {
        look();
      }
    }
    look();
    System.out.printf(
        "%d faults, %d leaderships, %d answers%n",
        rounds,
        cluster.history().since(Long.MIN_VALUE).stream()
            .filter(Answer::isLeader)
            .map(Answer::term)
            .distinct()
            .count(),
        cluster.history().since(Long.MIN_VALUE).size());
    LONG_LIVED.forEach(this::assertFlat);
  }

  private void strike(Random random) {
    int node = 1 + random.nextInt(Cluster.ALL.size());
    switch (random.nextInt(5)) {
      case 0 -> cluster.node(1 + random.nextInt(2)).process().kill();
      case 1 -> cluster.node(node).process().pause();
      case 2 -> cluster.network().part(List.of(node), Cluster.without(node));
      case 3 -> cluster.network().cut(node, node % Cluster.ALL.size() + 1);
      default -> cluster.network().unplug(leader());
    }
  }

  private int leader() {
    return cluster.awaitLeader().node();
  }

  private void look() {
    for (int node : LONG_LIVED) {
      Resources now = Resources.of(cluster.node(node));
      seen.computeIfAbsent(node, first -> new ArrayList<>()).add(now);
    }
  }

  /** Half of the looks in the second half find no more than half of those in the first did. */
  private void assertFlat(int node) {
    List<Resources> looks = seen.get(node);
    int half = (looks.size() + 1) / 2;
    Resources before = Resources.median(looks.subList(0, half));
    Resources after = Resources.median(looks.subList(half, looks.size()));
    System.out.printf(
        "node %d, median of each half: %s, %s; last %s%n",
        node, before, after, looks.get(looks.size() - 1));
    assertThat(after.heapKiB()).as("heap").isLessThan(before.heapKiB() * 5 / 4 + 1024);
    assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 3);
    assertThat(after.files()).as("open files").isLessThanOrEqualTo(before.files() + 16);
    assertThat(after.diskBytes()).as("bytes on disk").isPositive().isLessThan(4096);
  }
}
