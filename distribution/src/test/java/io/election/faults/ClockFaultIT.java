package io.election.faults;

import static io.election.faults.Agreement.ledBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.election.simulator.invariant.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that run too fast or too slow, and wall clocks that jump. */
@Tag("faults")
class ClockFaultIT {

  @TempDir private Path directory;

  @BeforeAll
  static void assumeReady() {
    Machine.assumeReady();
  }

  @Test
  void clocksThatDriftAsMuchAsIsAllowedForNeverGiveTwoLeaders() {
    Map<Integer, Double> rates = Map.of(1, 0.96, 2, 1.04, 3, 1.0, 4, 0.96, 5, 1.04);
    // 0.96 / 1.04 is less than 8 % below 1, and more than the 5 % of the default.
    Map<String, String> allowance = Map.of("election.max-clock-drift", "0.08");
    try (Cluster cluster =
        new Cluster("drift", id -> FakeClock.rate(rates.get(id)).with(allowance))) {
      cluster.start();
      for (int i = 0; i < 4; i++) {
        Answer leader = cluster.awaitLeader();
        Set<Integer> others = Cluster.without(leader.node());
        cluster.network().part(Set.of(leader.node()), others);
        Answer next = cluster.awaitLeader(others);
        assertThat(next.term()).isGreaterThan(leader.term());
        cluster.network().heal();
      }
      cluster.awaitLeader();
      cluster.judge();
    }
  }

  @Test
  void wallClocksThatJumpByHoursDecideNothing() {
    IntFunction<Path> offset = id -> directory.resolve("offset-" + id);
    Cluster.ALL.forEach(id -> FakeClock.setOffset(offset.apply(id), Duration.ZERO));
    try (Cluster cluster = new Cluster("jumps", id -> FakeClock.wallClock(offset.apply(id)))) {
      cluster.start();
      Answer leader = cluster.awaitLeader();
      for (int hours : new int[] {5, -7, 0}) {
        FakeClock.setOffset(offset.apply(leader.node()), Duration.ofHours(hours));
        Cluster.without(leader.node())
            .forEach(id -> FakeClock.setOffset(offset.apply(id), Duration.ofHours(-hours)));
        cluster.hold("M3: leader and term stay", Duration.ofSeconds(3), Cluster.ALL, ledBy(leader));
      }
      Cluster.without(leader.node())
          .forEach(id -> FakeClock.setOffset(offset.apply(id), Duration.ofHours(11)));
      Cluster.pass(Duration.ofSeconds(2));
      cluster.node(leader.node()).process().kill();
      Answer next = cluster.awaitLeader(Cluster.without(leader.node()));
      assertThat(secondsAhead(cluster.node(next.node())))
          .as("the wall clock of node %d did jump", next.node())
          .isCloseTo(Duration.ofHours(11).toSeconds(), within(60L));
      cluster.judge();
    }
  }

  @Test
  void aLeaderWhoseMachineSleptLeadsNoMoreWhenItWakes() {
    Map<Integer, SleepingMachine> machines = new TreeMap<>();
    Cluster.ALL.forEach(id -> machines.put(id, new SleepingMachine(directory, id)));
    try (Cluster cluster = new Cluster("sleep", id -> machines.get(id).options())) {
      cluster.start();
      Answer old = cluster.awaitLeader();
      int said = cluster.node(old.node()).output().length();

      machines.get(old.node()).sleep(Duration.ofSeconds(10));

      Answer next = cluster.awaitLeaderAfter(old);
      assertThat(cluster.node(old.node()).output().substring(said))
          .as("L4: why node %d leads no more", old.node())
          .contains("SUSPENDED");
      cluster.hold("a sleep is over once", Duration.ofSeconds(3), Cluster.ALL, ledBy(next));
      cluster.judge();
    }
  }

  /** How far ahead of ours the clock was that stamped the last line of this log. */
  private static long secondsAhead(Node node) {
    List<String> lines = node.output().lines().toList();
    LocalTime stamp = LocalTime.parse(lines.get(lines.size() - 1).split(" ")[0]);
    return Math.floorMod(
        stamp.toSecondOfDay() - LocalTime.now().toSecondOfDay(), Duration.ofDays(1).toSeconds());
  }
}
