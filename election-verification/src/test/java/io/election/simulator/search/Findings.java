package io.election.simulator.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search has found.
 *
 * @param isComplete whether every state within the bounds was looked at
 * @param states states of the cluster that no other includes, names of nodes aside
 * @param steps steps from one state to another
 * @param nodeStates states of one node
 * @param longest the steps to the farthest state
 * @param seen how often it came to each {@link Witness}
 * @param violation the rule that does not hold; null if all do
 * @param path the shortest way there; empty if none
 */
record Findings(
    boolean isComplete,
    long states,
    long steps,
    int nodeStates,
    int longest,
    Map<Witness, Long> seen,
    @Nullable String violation,
    List<String> path) {

  @Override
  public String toString() {
    String end =
        violation == null
            ? (isComplete ? "complete" : "incomplete")
            : violation + ", after " + path.size() + " steps:\n  " + String.join("\n  ", path);
    return "%,d states, %,d steps between them, %,d states of one node, farthest %d steps; %s; %s"
        .formatted(states, steps, nodeStates, longest, seen, end);
  }
}
