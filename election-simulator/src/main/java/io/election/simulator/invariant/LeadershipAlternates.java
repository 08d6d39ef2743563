package io.election.simulator.invariant;

import io.election.api.store.PersistentState;
import io.election.engine.Effect;
import java.util.HashMap;
import java.util.Map;

/**
 * A node is told that its leadership begins and that it ends by turns, each with its term (rule
 * E1), and the end only when {@code isLeader()} is false already (rule L3).
 */
public final class LeadershipAlternates implements Invariant {

  private final Map<Integer, Long> termByLeader = new HashMap<>();

  @Override
  public void started(int node) {
    termByLeader.remove(node);
  }

  @Override
  public void told(int node, Effect effect, boolean leadsNow, PersistentState onDisk) {
    if (effect instanceof Effect.LeadershipBegan began) {
      Long before = termByLeader.put(node, began.term());
      if (before != null) {
        throw new Violation(
            "E1: node %d begins to lead in term %d and has not ended term %d"
                .formatted(node, began.term(), before));
      }
    } else if (effect instanceof Effect.LeadershipEnded ended) {
      Long before = termByLeader.remove(node);
      if (before == null || before != ended.term()) {
        throw new Violation(
            "E1: node %d ends term %d, having begun %s".formatted(node, ended.term(), before));
      }
      if (leadsNow) {
        throw new Violation(
            "L3: node %d tells the end of term %d and still says that it leads"
                .formatted(node, ended.term()));
      }
    }
  }
}
