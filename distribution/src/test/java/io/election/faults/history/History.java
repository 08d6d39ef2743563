package io.election.faults.history;

import io.election.simulator.invariant.Answer;
import io.election.simulator.invariant.Invariant;
import io.election.simulator.invariant.Invariants;
import io.election.simulator.invariant.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All answers of one cluster. Safe for use by any thread. */
public final class History {

  private final List<Answer> answers = new ArrayList<>();
  private final Map<Integer, Answer> latestByNode = new TreeMap<>();

  public synchronized void add(Answer answer) {
    answers.add(answer);
    latestByNode.put(answer.node(), answer);
  }

  /** The last answer of each node, if it was asked from this moment on. */
  public synchronized List<Answer> latestSince(long nanos) {
    return latestByNode.values().stream()
        .filter(answer -> answer.invokedAtNanos() >= nanos)
        .toList();
  }

  /** The answers to all questions that were asked from this moment on, by their return. */
  public synchronized List<Answer> since(long nanos) {
    return answers.stream()
        .filter(answer -> answer.invokedAtNanos() >= nanos)
        .sorted(Comparator.comparingLong(Answer::returnedAtNanos))
        .toList();
  }

  /** What is wrong with the whole history, each fault once for every answer that shows it. */
  public List<String> violations() {
    List<Invariant> invariants = Invariants.ofAnswers();
    return since(Long.MIN_VALUE).stream()
        .flatMap(answer -> invariants.stream().flatMap(rule -> violation(rule, answer).stream()))
        .toList();
  }

  private static Optional<String> violation(Invariant rule, Answer answer) {
    try {
      rule.answered(answer);
      return Optional.empty();
    } catch (Violation violation) {
      return Optional.of(violation.getMessage());
    }
  }
}
