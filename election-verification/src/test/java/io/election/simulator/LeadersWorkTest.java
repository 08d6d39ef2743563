package io.election.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.simulator.invariant.Violation;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LeadersWorkTest {

  /** Ten seeds: in which of them somebody stands still just then is up to chance. */
  @Test
  void leadersThatStandStillAfterTheyLookedAreFenced() {
    long refused = LongStream.rangeClosed(1, 10).map(LeadersWorkTest::refusedWrites).sum();

    assertThat(refused).as("writes that came too late in seeds 1 to 10").isPositive();
  }

  private static long refusedWrites(long seed) {
    SimulatedCluster cluster =
        new SimulatedCluster(
            Setting.drawn(new SplittableRandom(seed)).ofSize(3),
            new SplittableRandom(seed),
            Onlookers.judging());
    LeadersWork work = new LeadersWork(cluster, new SplittableRandom(seed));
    Chaos chaos = new Chaos(cluster, new SplittableRandom(seed));
    cluster.start();
    work.begin();
    chaos.begin();

    cluster.run(1000 * cluster.setting().timeoutMaxNanos());

    System.out.printf("seed %d: %d writes came too late%n", seed, work.refused());
    return work.refused();
  }

  @Test
  void twoWritersWithOneTokenAreNoticed() {
    FencedResource resource = new FencedResource();

    assertThat(resource.write(1, 4)).isTrue();
    assertThat(resource.write(1, 4)).isTrue();
    assertThat(resource.write(2, 3)).isFalse();
    assertThatThrownBy(() -> resource.write(2, 4)).isInstanceOf(Violation.class);
  }
}
