package io.election.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The written specification holds what it promises, and each rule in it is needed for that. */
class SpecificationTest {

  /**
   * What the models were when all their states were last searched, with all rules and with each one
   * broken, as {@code sha256sum} says.
   */
  private static final Path SEARCHED = Path.of("src", "specification", "searched.sha256");

  /** {@code whole} searches a model also if it has not changed since. */
  private static final String EXTENT = System.getProperty("specification", "changed");

  @BeforeEach
  void spinIsInstalled() {
    Spin.assumeInstalled();
  }

  @ParameterizedTest
  @ValueSource(strings = {"term-and-vote", "lease"})
  void everyPropertyHoldsInEveryState(String model) throws Exception {
    if (isSearched(model)) {
      return;
    }
    Search search = new Spin(model, List.of()).search();

    assertThat(search.errors())
        .as("%s\n%s", String.join("\n", search.story()), search.report())
        .isZero();
    assertThat(search.isExhaustive()).as(search.report()).isTrue();
    // Node 2 stands first, so nobody sees node 3 begin term 1.
    assertThat(search.stepsNeverTaken()).allMatch(step -> step.contains(",3"));
    System.out.printf(
        "%s: %d states, %s s; note in %s when the broken rules are found too: %s%n",
        model, search.states(), search.seconds(), SEARCHED, line(model));
  }

  @ParameterizedTest(name = "{2} is needed: {1} breaks {3}")
  @CsvSource({
    "term-and-vote, REPLY_BEFORE_SYNC,             T1, one_vote_a_term",
    "term-and-vote, OWN_VOTE_COUNTS_AT_ONCE,       T2, one_leader_a_term",
    "term-and-vote, VOTE_CLEARED_ON_STEP_DOWN,     T3, one_vote_a_term",
    "term-and-vote, LATE_ANSWERS_COUNT,            P1, one_leader_a_term",
    "term-and-vote, TERM_SHOWN_BEFORE_SYNC,        S2, shown_terms_never_fall",
    "lease,         NO_STICKINESS_ON_VOTES,        P3, one_lease_at_a_time",
    "lease,         NO_QUIET_TIME,                 P4, one_lease_at_a_time",
    "lease,         STANDS_BEFORE_ITS_PROMISE_ENDS, M1, one_lease_at_a_time",
    "lease,         LEASE_FROM_THE_ANSWER,         L1, one_lease_at_a_time",
    "lease,         CLOCK_DRIFT_IGNORED,           L1, one_lease_at_a_time",
    "lease,         SHORTER_PROMISE_OVERWRITES,    D2, one_lease_at_a_time",
    "lease,         LEADER_TRUSTS_ITSELF,          D4, one_lease_at_a_time",
    "lease,         QUIET_BY_ITS_OWN_TIMEOUT,      D8, one_lease_at_a_time",
    "lease,         CAP_LOWERED_EARLY,             D8, one_lease_at_a_time",
    "lease,         LEASE_KEPT_WHILE_TELLING,      H1, one_lease_at_a_time",
    "lease,         WORD_OF_ANY_TERM,              H3, one_lease_at_a_time",
  })
  void aBrokenRuleIsFound(String model, String mutant, String rule, String property)
      throws Exception {
    if (isSearched(model)) {
      return;
    }
    Search search = new Spin(model, List.of(mutant, "STEP=d_step")).search();

    assertThat(search.errors()).as(search.report()).isEqualTo(1);
    assertThat(search.brokenProperty()).isEqualTo(property);
    assertThat(search.story()).isNotEmpty();
    System.out.printf("%s without %s:%n  %s%n", model, rule, String.join("\n  ", search.story()));
  }

  /** Whether a model has not changed since every state of it was searched, and each broken rule. */
  private static boolean isSearched(String model) throws Exception {
    boolean searched =
        EXTENT.equals("changed") && Files.readAllLines(SEARCHED).contains(line(model));
    if (searched) {
      System.out.printf("%s: unchanged since every state was searched%n", model);
    }
    return searched;
  }

  private static String line(String model) throws Exception {
    return Spin.sha256(model) + "  " + model + ".pml";
  }
}
