package io.election.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.simulator.invariant.Violation;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeadersWorkTest {

  @Test
  void leadersThatStandStillAfterTheyLookedAreFenced() {
    SimulatedCluster cluster =
        new SimulatedCluster(
            Setting.drawn(new SplittableRandom(1)).ofSize(3),
            new SplittableRandom(1),
            Onlookers.judging());
    LeadersWork work = new LeadersWork(cluster, new SplittableRandom(1));
    Chaos chaos = new Chaos(cluster, new SplittableRandom(1));
    cluster.start();
    work.begin();
    chaos.begin();

    cluster.run(1000 * cluster.setting().timeoutMaxNanos());

    assertThat(work.refused()).as("writes that came too late").isPositive();
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
