package io.election.simulator.invariant;

import io.election.api.Role;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A leader tells nobody to stand that has not followed it in this term, that has not done so for a
 * shortest timeout, or that has last said that it is paused or a witness (rule H2). What was said
 * to one round of heartbeats may arrive in any order, so of two answers to the latest one the
 * better counts; and of two processes of one member the better, since the later may pass for a twin
 * at first (rule T6).
 */
public final class TargetsCanLead implements Invariant {

  private final long freshNanos;
  private final Map<Integer, Followers> byLeader = new HashMap<>();

  /** What the followers of one leader have said in its term. */
  private static final class Followers {
    private final long term;
    private final Map<Sender, Word> words = new HashMap<>();
    private boolean handedOver;

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
    freshNanos = cluster.timings().timeoutMin().toNanos();
  }

  @Override
  public void started(int node) {
    byLeader.remove(node);
  }

  @Override
  public void stepped(
      int node, long nowNanos, View before, Input input, View after, List<Effect> effects) {
    if (before.role() == Role.LEADER
        && input instanceof Input.ResponseArrived arrived
        && arrived.response() instanceof HeartbeatResponse response
        && response.accepted()) {
      hear(node, nowNanos, arrived, response);
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.Send send
          && send.request() instanceof TimeoutNowRequest told
          && !canLead(byLeader.get(node), told.term(), send.peer(), nowNanos)) {
        throw new Violation(
            "H2: node %d tells node %d to stand in term %d, which as far as it knows cannot lead"
                .formatted(node, send.peer(), told.term()));
      }
    }
  }

  private void hear(
      int leader, long nowNanos, Input.ResponseArrived arrived, HeartbeatResponse response) {
    long term = arrived.request().term();
    Followers followers = byLeader.get(leader);
    if (followers == null || followers.term < term) {
      followers = new Followers(term);
      byLeader.put(leader, followers);
    }
    if (followers.term == term) {
      Word word = new Word(arrived.request().round(), response.priority(), nowNanos);
      followers.words.merge(response.sender(), word, Word::later);
    }
  }

  private boolean canLead(@Nullable Followers followers, long term, int target, long nowNanos) {
    if (followers == null || followers.term != term) {
      return false;
    }
    // Told once, it is told until it answers.
    long heardSince = followers.handedOver ? Long.MIN_VALUE : nowNanos - freshNanos;
    followers.handedOver = true;
    return followers.words.entrySet().stream()
        .filter(said -> said.getKey().nodeId() == target)
        .anyMatch(
            said -> said.getValue().priority() > 0 && said.getValue().heardAtNanos() >= heardSince);
  }
}
