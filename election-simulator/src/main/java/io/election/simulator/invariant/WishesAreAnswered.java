package io.election.simulator.invariant;

import io.election.api.HandOverResult;
import io.election.api.HandOverResult.HandedOver;
import io.election.api.HandOverResult.NotLeading;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Each wish that a node hand its leadership over is answered once, truly, and when the longest
 * timeout has passed (rule H3). A timer may be late and a process or its loop may stand still,
 * which nobody can tell from outside: so a node is late when it is heard again, a longest timeout
 * of true time after it was heard with the answer due by its own clock.
 */
public final class WishesAreAnswered implements Invariant {

  private static final long NOT_YET = Long.MAX_VALUE;

  private final long longestNanos;
  private final Map<Integer, Map<Long, Wish>> openByNode = new HashMap<>();

  private static final class Wish {
    private final long atNanos;
    private long heardWhenDueAtNanos = NOT_YET;

    private Wish(long atNanos) {
      this.atNanos = atNanos;
    }
  }

  /** An empty memory. */
  public WishesAreAnswered(WatchedCluster cluster) {
    longestNanos = cluster.timeoutMax().toNanos();
  }

  @Override
  public void handOverWished(Moment node, long wish) {
    open(node).put(wish, new Wish(node.clockNanos()));
  }

  @Override
  public void handOverAnswered(Moment node, long wish, HandOverResult result) {
    if (open(node).remove(wish) == null) {
      throw new Violation(
          "H3: node %d answers a wish that is not open: %s".formatted(node.node(), result));
    }
    if (!isTrue(node.status(), result)) {
      throw new Violation(
          "H3: node %d answers %s, and is %s".formatted(node.node(), result, node.status()));
    }
  }

  private Map<Long, Wish> open(Moment node) {
    return openByNode.computeIfAbsent(node.node(), id -> new HashMap<>());
  }

  private static boolean isTrue(Answer status, HandOverResult result) {
    if (result instanceof HandedOver to) {
      return to.leaderId() != status.node()
          && Objects.equals(status.leaderId(), to.leaderId())
          && status.term() == to.term();
    }
    return !(result instanceof NotLeading && status.isLeader());
  }

  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    requireInTime(sender);
  }

  @Override
  public void responseLeft(Moment sender, PeerRequest request, PeerResponse response) {
    requireInTime(sender);
  }

  private void requireInTime(Moment node) {
    for (Wish wish : open(node).values()) {
      if (node.clockNanos() >= wish.atNanos + longestNanos) {
        long now = node.status().returnedAtNanos();
        wish.heardWhenDueAtNanos = Math.min(wish.heardWhenDueAtNanos, now);
        if (now - wish.heardWhenDueAtNanos >= longestNanos) {
          throw new Violation(
              "H3: node %d has not answered a wish for %d ns, and %d should be enough"
                  .formatted(node.node(), node.clockNanos() - wish.atNanos, longestNanos));
        }
      }
    }
  }
}
