package io.election.simulator.invariant;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A leader tells nobody to stand that has not followed it in this term, that has not done so for a
 * shortest timeout, or that has last said that it is paused or a witness (rule H2); and whom it has
 * told, it goes on telling and nobody else. What was said to one round of heartbeats may arrive in
 * any order, so of two answers to the latest one the better counts; and of two processes of one
 * member the better, since the later may pass for a twin at first (rule T6).
 */
public final class TargetsCanLead implements Invariant {

  private final long freshNanos;
  private final Map<Integer, Followers> byLeader = new HashMap<>();

  /** What the followers of one leader have said in its term, and to which it handed over. */
  private static final class Followers {
    private final long term;
    private final Map<Sender, Word> words = new HashMap<>();
    private @Nullable Integer told;

    private Followers(long term) {
      this.term = term;
    }
  }

  private record Word(long round, int priority, long heardAtNanos) {

    static Word later(Word one, Word other) {
      if (one.round() != other.round()) {
        return one.round() > other.round() ? one : other;
      }
      return one.priority() > other.priority() ? one : other;
    }
  }

  /** An empty memory. */
  public TargetsCanLead(WatchedCluster cluster) {
    freshNanos = cluster.timeoutMin().toNanos();
  }

  @Override
  public void responseReached(Moment asker, PeerRequest request, PeerResponse response) {
    if (request instanceof HeartbeatRequest heartbeat
        && response instanceof HeartbeatResponse answer
        && answer.accepted()) {
      Followers followers = byLeader.get(asker.node());
      if (followers == null || followers.term < heartbeat.term()) {
        followers = new Followers(heartbeat.term());
        byLeader.put(asker.node(), followers);
      }
      if (followers.term == heartbeat.term()) {
        Word word = new Word(heartbeat.round(), answer.priority(), asker.clockNanos());
        followers.words.merge(answer.sender(), word, Word::later);
      }
    }
  }

  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    if (request instanceof TimeoutNowRequest told
        && !canLead(byLeader.get(sender.node()), told.term(), recipient, sender.clockNanos())) {
      throw new Violation(
          "H2: node %d tells node %d to stand in term %d, which as far as it knows cannot lead"
              .formatted(sender.node(), recipient, told.term()));
    }
  }

  private boolean canLead(@Nullable Followers followers, long term, int target, long nowNanos) {
    if (followers == null || followers.term != term) {
      return false;
    }
    if (followers.told != null) {
      return followers.told == target;
    }
    followers.told = target;
    return followers.words.entrySet().stream()
        .filter(said -> said.getKey().nodeId() == target)
        .map(Map.Entry::getValue)
        .anyMatch(word -> word.priority() > 0 && nowNanos - word.heardAtNanos() <= freshNanos);
  }
}
