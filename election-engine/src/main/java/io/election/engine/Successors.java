package io.election.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a leader could hand over to (rule H2): what its followers said in their latest answers. Who
 * has promised this leader something that still runs is there; whose promise is over may not be.
 */
final class Successors {

  private final Lease lease;
  private final Map<Integer, Answer> answers = new HashMap<>();

  /** The round that a follower answered last, and how much it is preferred as a leader. */
  private record Answer(int member, int priority, long sentAtNanos) {}

  Successors(Lease lease) {
    this.lease = lease;
  }

  void answered(int follower, int priority, long sentAtNanos) {
    Answer known = answers.get(follower);
    if (known == null || known.sentAtNanos() <= sentAtNanos) {
      answers.put(follower, new Answer(follower, priority, sentAtNanos));
    }
  }

  /** The follower with the highest priority, among equals the one with the freshest answer. */
  Optional<Integer> best(long nowNanos) {
    return answers.values().stream()
        .filter(answer -> isFresh(answer, nowNanos) && answer.priority() > 0)
        .max(
            Comparator.comparingInt(Answer::priority)
                .thenComparingLong(Answer::sentAtNanos)
                .thenComparing(Answer::member, Comparator.reverseOrder()))
        .map(Answer::member);
  }

  /** Why this member must not be told to stand; empty if it may be. */
  Optional<String> refusal(int member, long nowNanos) {
    Answer answer = answers.get(member);
    if (answer == null || !isFresh(answer, nowNanos)) {
      return Optional.of("node %d does not answer".formatted(member));
    }
    return answer.priority() > 0
        ? Optional.empty()
        : Optional.of("node %d is paused, has priority 0 or is not ready yet".formatted(member));
  }

  private boolean isFresh(Answer answer, long nowNanos) {
    return lease.isPromisedBy(answer.member(), nowNanos);
  }
}
