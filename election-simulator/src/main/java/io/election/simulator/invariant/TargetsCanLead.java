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
 * A leader tells nobody to stand that has not followed it in this term, or that has last said that
 * it is paused or a witness (rule H2). What was said to one round of heartbeats may arrive in any
 * order, so of two answers to the latest one the better counts; and of two processes of one member
 * the better, since the later may pass for a twin at first (rule T6).
 */
public final class TargetsCanLead implements Invariant {

  private final Map<Integer, Followers> byLeader = new HashMap<>();

  /** What the followers of one leader have said in its term. */
  private record Followers(long term, Map<Sender, Word> words) {}

  private record Word(long round, int priority) {

    static Word later(Word one, Word other) {
      if (one.round() != other.round()) {
        return one.round() > other.round() ? one : other;
      }
      return one.priority() > other.priority() ? one : other;
    }
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
      hear(node, arrived, response);
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.Send send
          && send.request() instanceof TimeoutNowRequest told
          && !canLead(byLeader.get(node), told.term(), send.peer())) {
        throw new Violation(
            "H2: node %d tells node %d to stand in term %d, having heard %s"
                .formatted(node, send.peer(), told.term(), byLeader.get(node)));
      }
    }
  }

  private void hear(int leader, Input.ResponseArrived arrived, HeartbeatResponse response) {
    long term = arrived.request().term();
    Followers followers = byLeader.get(leader);
    if (followers == null || followers.term() < term) {
      followers = new Followers(term, new HashMap<>());
      byLeader.put(leader, followers);
    }
    if (followers.term() == term) {
      Word word = new Word(arrived.request().round(), response.priority());
      followers.words().merge(response.sender(), word, Word::later);
    }
  }

  private static boolean canLead(@Nullable Followers followers, long term, int target) {
    if (followers == null || followers.term() != term) {
      return false;
    }
    return followers.words().entrySet().stream()
        .anyMatch(said -> said.getKey().nodeId() == target && said.getValue().priority() > 0);
  }
}
