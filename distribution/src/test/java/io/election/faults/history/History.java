package io.election.faults.history;

import io.election.simulator.invariant.Answer;
import io.election.simulator.invariant.Invariant;
import io.election.simulator.invariant.Invariant.Subject;
import io.election.simulator.invariant.Invariants;
import io.election.simulator.invariant.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All answers of one cluster. Safe for use by any thread. */
public final class History {

  private final List<Answer> answers = new ArrayList<>();
  private final Map<Integer, Answer> latestByNode = new TreeMap<>();
  private final Map<Long, SortedSet<Long>> lossesByProcess = new HashMap<>();

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

  /**
   * A process that does not run has lost its record at this moment, and answers for no term before.
   *
   * @param process {@link Answer#incarnation}
   */
  public synchronized void recordLost(long process, long nanos) {
    lossesByProcess.computeIfAbsent(process, first -> new TreeSet<>()).add(nanos);
  }

  /** What is wrong with the whole history, each fault once for every answer that shows it. */
  public List<String> violations() {
    return violationsSince(Long.MIN_VALUE);
  }

  /** The same of what was asked from this moment on. */
  public List<String> violationsSince(long nanos) {
    Judges all = new Judges();
    Map<RecordOfNode, Judges> byRecord = new HashMap<>();
    return since(nanos).stream()
        .flatMap(
            answer ->
                Stream.concat(
                        all.about(Subject.CLUSTER),
                        byRecord
                            .computeIfAbsent(recordOf(answer), first -> new Judges())
                            .about(Subject.RECORD))
                    .flatMap(rule -> violation(rule, answer).stream()))
        .toList();
  }

  private synchronized RecordOfNode recordOf(Answer answer) {
    SortedSet<Long> losses = lossesByProcess.getOrDefault(answer.incarnation(), new TreeSet<>());
    return new RecordOfNode(
        answer.node(), answer.incarnation(), losses.headSet(answer.invokedAtNanos()).size());
  }

  /** Which of a node's records: by the process that keeps it, and one after the other. */
  private record RecordOfNode(int node, long process, int lost) {}

  /** Invariants with a memory of their own. */
  private static final class Judges {

    private final List<Invariant> invariants = Invariants.ofAnswers();

    Stream<Invariant> about(Subject subject) {
      return invariants.stream().filter(rule -> rule.subject() == subject);
    }
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
