package io.election.simulator.invariant;

import io.election.api.HandOverResult;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import java.util.HashMap;
import java.util.HashSet;
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
  public Subject subject() {
    return Subject.CLUSTER;
  }

  @Override
  public void started(int node) {
    openWish.remove(node);
  }

  @Override
  public void handOverWished(Moment node, long wish) {
    openWish.putIfAbsent(node.node(), wish);
  }

  @Override
  public void handOverAnswered(Moment node, long wish, HandOverResult result) {
    openWish.remove(node.node(), wish);
  }

  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    if (request instanceof TimeoutNowRequest told) {
      requireWished(sender, recipient, told);
      toldByTarget.computeIfAbsent(recipient, id -> new HashSet<>()).add(told.token());
    } else if (request instanceof VoteRequest vote && vote.transfer() != null) {
      requireTold(sender.node(), vote, vote.transfer());
    }
  }

  private void requireWished(Moment sender, int target, TimeoutNowRequest told) {
    if (!openWish.containsKey(sender.node())) {
      throw new Violation(
          "H3: node %d tells node %d to stand, and nobody waits for it any more"
              .formatted(sender.node(), target));
    }
    if (told.term() != sender.onDisk().term()) {
      throw new Violation(
          "H3: node %d hands term %d over with %s on its disk"
              .formatted(sender.node(), told.term(), sender.onDisk()));
    }
  }

  private void requireTold(int candidate, VoteRequest vote, TransferToken word) {
    boolean wasTold = toldByTarget.getOrDefault(candidate, Set.of()).contains(word);
    if (!wasTold || vote.preVote() || vote.term() != word.term() + 1) {
      throw new Violation(
          "H3: node %d asks by a word that it was not given for this: %s"
              .formatted(candidate, vote));
    }
  }
}
