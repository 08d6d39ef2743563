package io.election.faults.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** T3: a node votes once in a term, whatever crashes when. */
public final class OneVotePerTerm implements Invariant {

  private final Map<Ballot, Integer> votes = new HashMap<>();

  private record Ballot(int node, long term) {}

  @Override
  public Optional<String> next(Answer answer) {
    Integer vote = answer.votedFor();
    if (vote == null) {
      return Optional.empty();
    }
    Integer earlier = votes.putIfAbsent(new Ballot(answer.node(), answer.term()), vote);
    return earlier == null || earlier.equals(vote)
        ? Optional.empty()
        : Optional.of("in this term the node voted for %d before: %s".formatted(earlier, answer));
  }
}
