package io.election.faults.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Raft §5.2: a term has one leader, whoever says so, the leader or a follower. */
public final class OneLeaderPerTerm implements Invariant {

  private final Map<Long, Integer> leaderByTerm = new HashMap<>();

  @Override
  public Optional<String> next(Answer answer) {
    Integer leader = answer.isLeader() ? Integer.valueOf(answer.node()) : answer.leaderId();
    if (leader == null) {
      return Optional.empty();
    }
    Integer earlier = leaderByTerm.putIfAbsent(answer.term(), leader);
    return earlier == null || earlier.equals(leader)
        ? Optional.empty()
        : Optional.of(
            "term %d was led by node %d before: %s".formatted(answer.term(), earlier, answer));
  }
}
