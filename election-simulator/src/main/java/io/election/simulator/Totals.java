package io.election.simulator;

import java.time.Duration;

/**
 * What several trials amount to.
 *
 * @param trials how many there were
 * @param elections how often a node was elected and began to lead
 * @param steps how many inputs all nodes took in
 * @param simulatedNanos how much time passed in all of them
 * @param fingerprint stands for the courses of all of them, in whatever order they ran
 */
public record Totals(
    long trials, long elections, long steps, long simulatedNanos, long fingerprint) {

  /** No trial. */
  public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

  static Totals of(Trial.Outcome outcome) {
    return new Totals(
        1, outcome.leaderships(), outcome.steps(), outcome.simulatedNanos(), outcome.fingerprint());
  }

  /** Both together. */
  public Totals plus(Totals other) {
    return new Totals(
        trials + other.trials,
        elections + other.elections,
        steps + other.steps,
        simulatedNanos + other.simulatedNanos,
        fingerprint + other.fingerprint);
  }

  /** How much time passed in all of them. */
  public Duration simulated() {
    return Duration.ofNanos(simulatedNanos);
  }
}
