package io.election.engine;

import io.election.api.HandOverResult;
import io.election.api.HandOverResult.HandedOver;
import io.election.api.HandOverResult.NotHandedOver;
import io.election.api.HandOverResult.NotLeading;
import io.election.api.HandOverResult.UnknownMember;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.TransferToken;
import java.util.Optional;

/** Hands leadership over, and takes it over (dissertation §3.10, rules H1 to H3). */
final class HandOverRule {

  private final NodeState node;
  private final TermRule termRule;

  HandOverRule(NodeState node, TermRule termRule) {
    this.node = node;
    this.termRule = termRule;
  }

  /** A wish that cannot be met changes nothing. */
  void requested(Input.HandOverRequested wish) {
    Integer wanted = wish.target();
    if (wanted != null && !node.membership.ids().contains(wanted)) {
      refuse(wish, new UnknownMember(wanted));
    } else if (!node.holdsLease() || node.handOver() != null) {
      refuse(wish, new NotLeading());
    } else if (wanted != null && wanted == node.self.nodeId()) {
      refuse(wish, new NotHandedOver("node %d leads already".formatted(wanted)));
    } else {
      Optional<String> refusal =
          wanted == null ? Optional.empty() : node.successors.refusal(wanted, node.now());
      Optional<Integer> target =
          wanted == null ? node.successors.best(node.now()) : Optional.of(wanted);
      if (refusal.isPresent()) {
        refuse(
            wish,
            new NotHandedOver(
                refusal.get() + "; node %d goes on leading".formatted(node.self.nodeId())));
      } else if (target.isEmpty()) {
        refuse(
            wish,
            new NotHandedOver(
                "no other node could lead now; node %d goes on leading"
                    .formatted(node.self.nodeId())));
      } else {
        begin(wish, target.get());
      }
    }
  }

  private void refuse(Input.HandOverRequested wish, HandOverResult result) {
    node.outbox.add(new Effect.HandOverEnded(wish.request(), result));
  }

  private void begin(Input.HandOverRequested wish, int target) {
    long longest = node.timings.timeoutMaxNanos();
    node.release(
        new HandOver(
            wish.request(),
            node.record.term(),
            target,
            wish.target() == null,
            wish.reason(),
            node.now() + longest / 2,
            node.now() + longest));
  }

  /** Nobody acts as the leader of this term any more: the lease may go (rule H1). */
  void workStopped(long term) {
    HandOver handOver = node.handOver();
    if (handOver != null && node.isReleasing() && handOver.term() == term) {
      dropLease(handOver);
    }
  }

  private void dropLease(HandOver handOver) {
    Optional<String> refusal = node.successors.refusal(handOver.target(), node.now());
    Optional<Integer> target =
        refusal.isEmpty() ? Optional.of(handOver.target()) : another(handOver);
    node.dropLease(handOver.reason());
    if (target.isPresent()) {
      // If the target fails, the followers let the leader that they lost come back first (rule P3).
      node.timer.expireAt(node.now() + node.timings.timeoutMinNanos());
      node.tellToStand(target.get());
    } else {
      askAtOnce(refusal.orElseThrow());
    }
  }

  /**
   * The work took its time to stop: the target may have been paused or lost meanwhile (rule H2).
   */
  private Optional<Integer> another(HandOver handOver) {
    return handOver.anyWillDo() ? node.successors.best(node.now()) : Optional.empty();
  }

  /** The followers let the leader that they lost come back (rule P3), so no timeout is lost. */
  private void askAtOnce(String reason) {
    node.timer.expireAt(node.now());
    giveUp(reason);
  }

  /** What time brings about: work that does not stop is left behind, and so is a target. */
  void act() {
    HandOver handOver = node.handOver();
    if (handOver == null) {
      return;
    }
    if (node.isReleasing() && node.now() >= handOver.workUntilNanos()) {
      dropLease(handOver);
    } else if (node.now() >= handOver.untilNanos()) {
      giveUp("node %d was not elected in time".formatted(handOver.target()));
    } else if (node.isTellingToStand() && node.now() >= node.nextRoundAtNanos()) {
      node.tellToStand(handOver.target());
    }
  }

  long nextNanos() {
    HandOver handOver = node.handOver();
    if (handOver == null) {
      return Long.MAX_VALUE;
    }
    return node.isReleasing() ? handOver.workUntilNanos() : handOver.untilNanos();
  }

  /** The target stands, or will not: then this node is the first to ask. */
  void answered(TimeoutNowRequest request, TimeoutNowResponse response) {
    HandOver handOver = node.handOver();
    if (handOver == null || !node.isTellingToStand(request.round())) {
      return;
    }
    if (response.term() > node.record.term()) {
      termRule.moveTo(response.term(), handOver.target());
    } else if (response.accepted()) {
      node.stopTellingToStand();
    } else {
      askAtOnce("node %d would not stand".formatted(handOver.target()));
    }
  }

  /** A leader is known: it is the one that was wanted, or it is not. */
  void leaderMayBeKnown() {
    HandOver handOver = node.handOver();
    Integer leader = node.leaderId();
    if (handOver == null || leader == null) {
      return;
    }
    if (leader == handOver.target() || handOver.anyWillDo() && leader != node.self.nodeId()) {
      end(handOver, new HandedOver(leader, node.record.term()));
    } else {
      giveUp("node %d was elected".formatted(leader));
    }
  }

  /** Whoever waits for the outcome is told that there is none. */
  void giveUp(String reason) {
    HandOver handOver = node.handOver();
    if (handOver != null) {
      end(handOver, new NotHandedOver(reason));
    }
  }

  private void end(HandOver handOver, HandOverResult result) {
    node.forgetHandOver();
    node.outbox.add(new Effect.HandOverEnded(handOver.request(), result));
  }

  /**
   * The leader lets this node stand at once. It is believed if it says what it sealed in the
   * heartbeats that this node followed; anybody else, any other term and any second time changes
   * nothing (rule P3).
   */
  TimeoutNowResponse told(TimeoutNowRequest request) {
    TransferToken token = request.token();
    if (standsBy(token)) {
      return answer(true);
    }
    boolean released = node.stickiness.isReleasedBy(token, node.now());
    if (!released || token.term() != node.record.term() || !termRule.canStand()) {
      return answer(false);
    }
    node.forgetLeader("node %d handed over to this node".formatted(token.leaderId()));
    termRule.moveToNextTerm();
    node.stand(token);
    return answer(true);
  }

  /** The leader asks again when the answer was lost. */
  private boolean standsBy(TransferToken token) {
    Ballot ballot = node.ballot();
    return ballot != null && token.equals(ballot.request().transfer());
  }

  private TimeoutNowResponse answer(boolean accepted) {
    return new TimeoutNowResponse(node.self, node.record.durable().term(), accepted);
  }
}
