package io.election.simulator.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.simulator.mutant.Mutant;
import io.election.simulator.mutant.MutantClassLoader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state within the bounds keeps the rules, and a wrong engine does not get away. */
class ExhaustiveSearchTest {

  /** What was found when this was written; the engine may change, so much it may not shrink. */
  private static final long LEAST_STATES = 200_000;

  private static final int LEAST_LOOKALIKES = 10_000;

  @Test
  void noStateWithinTheBoundsBreaksARule() {
    Search search = new Search(Bounds.DEFAULT);

    long startedAt = System.nanoTime();
    Findings findings = search.run();

    Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
    System.out.printf(
        "Searched %s, in %d ms: %s%n", Bounds.DEFAULT.inWords(), took.toMillis(), findings);
    assertThat(findings.violation()).as("%s", findings).isNull();
    assertThat(findings.isComplete()).as("complete within the limit of states").isTrue();
    assertThat(findings.states()).isGreaterThan(LEAST_STATES);
    assertThat(findings.seen()).containsOnlyKeys(Witness.values());
    assertThat(findings.seen().values()).allSatisfy(times -> assertThat(times).isPositive());
    assertThat(search.compareLookalikes()).isGreaterThan(LEAST_LOOKALIKES);
  }

  /** Cheap ones, seen within some thousand states. */
  @ParameterizedTest
  @CsvSource({
    "reply-before-sync, T1",
    "vote-not-stored, T1",
    "vote-cleared-on-same-term-step-down, T3",
    "own-vote-before-durable, T2",
    "second-vote-in-a-term, Raft §5.1",
    "heartbeat-of-an-older-term, S2",
    "term-not-written-before-following, S2",
    "pre-vote-resets-the-timer, P1",
    "late-answer-counted, P1",
    "minority-elects, Raft §5.2",
    "leader-stays-in-a-higher-term, T2"
  })
  void catches(String mutant, String rule) throws Exception {
    assertThatSearchIsStoppedBy(mutant, rule);
  }

  /** It takes two leaders to break this rule: some hundred thousand states. */
  @ParameterizedTest
  @CsvSource({"lease-from-the-answer, L5"})
  void catchesTwoLeasesAtOnce(String mutant, String rule) throws Exception {
    assertThatSearchIsStoppedBy(mutant, rule);
  }

  private static void assertThatSearchIsStoppedBy(String mutant, String rule) throws Exception {
    MutantClassLoader world = new MutantClassLoader(Mutant.named(mutant));
    long startedAt = System.nanoTime();

    String findings = world.run(SearchHarness.class);

    Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
    System.out.printf("%s, in %d ms: %s%n", mutant, took.toMillis(), findings);
    assertThat(findings).contains("; " + rule + ": ").contains(" steps:\n");
  }
}
