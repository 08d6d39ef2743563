package io.election.faults;

import io.election.simulator.invariant.Answer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Who follows whom, by what they say. */
final class Agreement {

  private Agreement() {}

  /** Whether a node follows, or is, the leader that gave this answer. */
  static Predicate<Answer> ledBy(Answer leader) {
    return answer ->
        answer.term() == leader.term()
            && Integer.valueOf(leader.node()).equals(answer.leaderId())
            && answer.isLeader() == (answer.node() == leader.node());
  }

  /** The one among these nodes whom all of them follow in one term. */
  static Optional<Answer> leader(List<Answer> latest, Collection<Integer> nodes) {
    List<Answer> said = latest.stream().filter(answer -> nodes.contains(answer.node())).toList();
    return said.size() < nodes.size()
        ? Optional.empty()
        : said.stream()
            .filter(Answer::isLeader)
            .filter(leader -> said.stream().allMatch(ledBy(leader)))
            .findFirst();
  }

  /** Whether this node says that it knows no leader. */
  static boolean missesLeader(List<Answer> latest, int node) {
    return latest.stream().anyMatch(answer -> answer.node() == node && answer.leaderId() == null);
  }
}
