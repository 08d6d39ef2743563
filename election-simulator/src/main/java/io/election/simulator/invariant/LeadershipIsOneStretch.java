package io.election.simulator.invariant;

import java.util.HashMap;
import java.util.Map;

/**
 * Within a term a node answers that it leads for one stretch of time, whichever of its threads is
 * asked: who was told that its leadership is over is never told in that term that it goes on (rule
 * D12).
 */
public final class LeadershipIsOneStretch implements Invariant {

  private final Map<Integer, Stretch> latest = new HashMap<>();

  private record Stretch(long term, boolean over) {}

  @Override
  public Subject subject() {
    return Subject.RECORD;
  }

  @Override
  public void answered(Answer answer) {
    Stretch known = latest.get(answer.node());
    if (!answer.isLeader()) {
      if (known != null) {
        latest.put(answer.node(), new Stretch(known.term(), true));
      }
      return;
    }
    if (known != null && known.over() && known.term() == answer.term()) {
      throw new Violation(
          "D12: node %d leads again in term %d, after it said that it did not"
              .formatted(answer.node(), answer.term()));
    }
    latest.put(answer.node(), new Stretch(answer.term(), false));
  }
}
