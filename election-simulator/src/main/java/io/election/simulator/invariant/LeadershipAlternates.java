package io.election.simulator.invariant;

import java.util.HashMap;
import java.util.Map;

/**
 * A node tells its application that its leadership begins and that it ends by turns, each with its
 * term (rule E1), and the end only when {@code isLeader()} is false already (rule L3).
 */
public final class LeadershipAlternates implements Invariant {

  private final Map<Integer, Long> termByLeader = new HashMap<>();

  @Override
  public void leadershipBegan(Moment node, long term) {
    Long before = termByLeader.put(node.node(), term);
    if (before != null) {
      throw new Violation(
          "E1: node %d begins to lead in term %d and has not ended term %d"
              .formatted(node.node(), term, before));
    }
  }

  @Override
  public void leadershipEnded(Moment node, long term) {
    Long before = termByLeader.remove(node.node());
    if (before == null || before != term) {
      throw new Violation(
          "E1: node %d ends term %d, having begun %s".formatted(node.node(), term, before));
    }
    if (node.status().isLeader()) {
      throw new Violation(
          "L3: node %d tells the end of term %d and still says that it leads"
              .formatted(node.node(), term));
    }
  }
}
