package io.election.simulator;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What several trials amount to.
 *
 * @param trials how many there were
 * @param elections how often a node was elected and began to lead
 * @param electionsByTrial how many of them came from which kind of trial
 * @param electionsByNodes how many of them were held among how many nodes
 * @param steps how many inputs all nodes took in
 * @param simulatedNanos how much time passed in all of them
 * @param fingerprint stands for the courses of all of them, in whatever order they ran
 */
public record Totals(
    long trials,
    long elections,
    SortedMap<String, Long> electionsByTrial,
    SortedMap<Integer, Long> electionsByNodes,
    long steps,
    long simulatedNanos,
    long fingerprint) {

  /** No trial. */
  public static final Totals NONE = new Totals(0, 0, new TreeMap<>(), new TreeMap<>(), 0, 0, 0);

  public Totals {
    electionsByTrial = Collections.unmodifiableSortedMap(electionsByTrial);
    electionsByNodes = Collections.unmodifiableSortedMap(electionsByNodes);
  }

  static Totals of(Trial trial, Trial.Outcome outcome) {
    return new Totals(
        1,
        outcome.leaderships(),
        new TreeMap<>(Map.of(trial.getClass().getSimpleName(), outcome.leaderships())),
        new TreeMap<>(Map.of(outcome.nodes(), outcome.leaderships())),
        outcome.steps(),
        outcome.simulatedNanos(),
        outcome.fingerprint());
  }

  /** Both together. */
  public Totals plus(Totals other) {
    return new Totals(
        trials + other.trials,
        elections + other.elections,
        sum(electionsByTrial, other.electionsByTrial),
        sum(electionsByNodes, other.electionsByNodes),
        steps + other.steps,
        simulatedNanos + other.simulatedNanos,
        fingerprint + other.fingerprint);
  }

  private static <K> SortedMap<K, Long> sum(SortedMap<K, Long> one, SortedMap<K, Long> other) {
    SortedMap<K, Long> sum = new TreeMap<>(one);
    other.forEach((kind, elections) -> sum.merge(kind, elections, Long::sum));
    return sum;
  }

  /** How much time passed in all of them. */
  public Duration simulated() {
    return Duration.ofNanos(simulatedNanos);
  }

  /** Which share of the elections came from which kind of trial, in words. */
  public String mixOfTrials() {
    return mix(electionsByTrial);
  }

  /** Which share of the elections was held among how many nodes, in words. */
  public String mixOfNodes() {
    return mix(electionsByNodes);
  }

  private String mix(SortedMap<?, Long> parts) {
    return parts.entrySet().stream()
        .map(
            part ->
                String.format(
                    Locale.ROOT,
                    "%s %.1f %%",
                    part.getKey(),
                    100.0 * part.getValue() / Math.max(1, elections)))
        .collect(Collectors.joining(", "));
  }
}
