package io.election.simulator.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.simulator.SimulationHarness;
import io.election.simulator.invariant.Invariants;
import io.election.simulator.invariant.WatchedCluster;
import io.election.simulator.transcript.StoryHarness;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No mutant gets away: whoever its text names notices it alone, with nobody else looking. A
 * transcript is named where the simulation would need thousands of seeds, since what is broken
 * comes right by itself too soon or breaks a rule that is stricter than it must be.
 */
@Tag("mutants")
@Execution(ExecutionMode.CONCURRENT)
class MutantsAreCaughtTest {

  private static final String TRANSCRIPT = "transcript ";

  @ParameterizedTest
  @MethodSource("io.election.simulator.mutant.Mutant#all")
  void isSeenByWhomItNames(Mutant mutant) throws Exception {
    assertThat(mutant.description()).isNotBlank();
    MutantClassLoader world = new MutantClassLoader(mutant);
    long startedAt = System.nanoTime();

    String seen = look(world, mutant.seenBy());

    System.out.printf(
        "%s (%d ms), %s: %s%n",
        mutant, (System.nanoTime() - startedAt) / 1_000_000, mutant.seenBy(), seen);
    assertThat(seen).as("what %s has to object to", mutant.seenBy()).isNotEmpty();
  }

  private static String look(MutantClassLoader world, String judge) throws Exception {
    return judge.startsWith(TRANSCRIPT)
        ? world.run(StoryHarness.class, judge.substring(TRANSCRIPT.length()))
        : world.run(SimulationHarness.class, judge);
  }

  /** Who sees nothing is no judge. */
  @Test
  void everyInvariantSeesAMutant() {
    WatchedCluster any = new WatchedCluster(Duration.ofSeconds(1), Duration.ofSeconds(2), Map.of());

    Set<String> judges = Mutant.all().stream().map(Mutant::seenBy).collect(Collectors.toSet());

    assertThat(Invariants.all(any))
        .allSatisfy(invariant -> assertThat(judges).contains(invariant.getClass().getSimpleName()));
  }
}
