package io.election.simulator.invariant;

import io.election.api.transport.PeerRequest;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A kind of request that is answered and touches nothing: no term, no vote, no timer. Only judged
 * right after a wake-up at the same reading of the node's clock, when nothing else was due.
 */
abstract class QuestionsChangeNothing implements Invariant {

  private final String rule;
  private final Map<Integer, Long> wokenAtNanos = new HashMap<>();

  QuestionsChangeNothing(String rule) {
    this.rule = rule;
  }

  /** Whether this is such a request, as it may show in what the node wants done. */
  abstract boolean concerns(PeerRequest request, List<Effect> effects);

  /** Whether this may be its answer. */
  abstract boolean mayAnswer(Effect.Reply reply);

  @Override
  public final void stepped(
      int node, long nowNanos, View before, Input input, View after, List<Effect> effects) {
    if (input instanceof Input.WakeUp) {
      wokenAtNanos.put(node, nowNanos);
    } else if (input instanceof Input.RequestArrived arrived
        && concerns(arrived.request(), effects)
        && Objects.equals(wokenAtNanos.get(node), nowNanos)) {
      boolean answersAlone =
          effects.size() == 1 && effects.get(0) instanceof Effect.Reply reply && mayAnswer(reply);
      if (!answersAlone || !sameApartFromContacts(before, after)) {
        throw new Violation(
            "%s: %s changed node %d from %s to %s; %s"
                .formatted(rule, arrived.request(), node, before, after, effects));
      }
    }
  }

  private static boolean sameApartFromContacts(View before, View after) {
    return before.role() == after.role()
        && before.term() == after.term()
        && Objects.equals(before.votedFor(), after.votedFor())
        && Objects.equals(before.leaderId(), after.leaderId())
        && before.leaseUntilNanos() == after.leaseUntilNanos()
        && before.leaderHeardNanos() == after.leaderHeardNanos()
        && before.reportedReachable().equals(after.reportedReachable());
  }
}
