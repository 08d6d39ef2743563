package io.election.simulator.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.simulator.SimulationHarness;
import io.election.simulator.transcript.StoryHarness;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No mutant gets away: the simulation notices it within its first seeds. Which of the transcripts
 * would notice it too is printed.
 */
@Execution(ExecutionMode.CONCURRENT)
class MutantsAreCaughtTest {

  /**
   * A story tells these better: what they break comes right by itself too soon, needs thousands of
   * seeds, or breaks a rule that is stricter than it must be.
   */
  private static final Set<String> FOR_THE_STORIES =
      Set.of(
          "forgotten-term-not-noticed",
          "restarted-voter-yields",
          "stepped-down-leader-votes-at-once",
          "term-of-a-request-while-sticky",
          "timeout-drawn-once");

  @ParameterizedTest
  @MethodSource("io.election.simulator.mutant.Mutant#all")
  void isCaught(Mutant mutant) throws Exception {
    assertThat(mutant.description()).isNotBlank();
    MutantClassLoader world = new MutantClassLoader(mutant);
    long startedAt = System.nanoTime();

    String story = world.run(StoryHarness.class);
    String simulation =
        FOR_THE_STORIES.contains(mutant.name()) ? "" : world.run(SimulationHarness.class);

    System.out.printf(
        "%s (%d ms): story '%s'; simulation %s%n",
        mutant, (System.nanoTime() - startedAt) / 1_000_000, story, simulation);
    assertThat(FOR_THE_STORIES.contains(mutant.name()) ? story : simulation).isNotEmpty();
  }
}
