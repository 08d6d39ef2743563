package io.election.simulator.invariant;

import io.election.api.store.PersistentState;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nothing of a hand-over outlives its term or its answer (rule H3, hashicorp/raft#696): who handed
 * over tells nobody to stand afterwards, and who was told stands once, in the next term.
 */
public final class HandOversEndWithTheirTerm implements Invariant {

  private final Map<Integer, Set<TransferToken>> toldByTarget = new HashMap<>();
  private final Map<Integer, Long> openWish = new HashMap<>();

  @Override
  public void started(int node) {
    openWish.remove(node);
  }

  @Override
  public void stepped(
      int node, long nowNanos, View before, Input input, View after, List<Effect> effects) {
    if (input instanceof Input.HandOverRequested wish) {
      openWish.putIfAbsent(node, wish.request());
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.HandOverEnded ended) {
        openWish.remove(node, ended.request());
      } else if (effect instanceof Effect.Send send
          && send.request() instanceof TimeoutNowRequest told) {
        if (!openWish.containsKey(node)) {
          throw new Violation(
              "H3: node %d tells node %d to stand, and nobody waits for it any more"
                  .formatted(node, send.peer()));
        }
        toldByTarget.computeIfAbsent(send.peer(), id -> new HashSet<>()).add(told.token());
      }
    }
  }

  @Override
  public void requestLeft(PeerRequest request, PersistentState onDisk) {
    if (request instanceof TimeoutNowRequest told && told.term() != onDisk.term()) {
      throw new Violation(
          "H3: node %d hands term %d over with %s on its disk"
              .formatted(told.sender().nodeId(), told.term(), onDisk));
    }
    if (request instanceof VoteRequest vote && vote.transfer() != null) {
      int candidate = vote.sender().nodeId();
      boolean wasTold = toldByTarget.getOrDefault(candidate, Set.of()).contains(vote.transfer());
      if (!wasTold || vote.preVote() || vote.term() != vote.transfer().term() + 1) {
        throw new Violation(
            "H3: node %d asks by a word that it was not given for this: %s"
                .formatted(candidate, vote));
      }
    }
  }
}
