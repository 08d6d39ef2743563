package io.election.engine;

import io.election.api.HandOverResult;
import io.election.api.HandOverResult.HandedOver;
import io.election.api.HandOverResult.NotHandedOver;
import io.election.api.HandOverResult.NotLeading;
import io.election.api.HandOverResult.UnknownMember;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.TransferToken;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands leadership over (dissertation §3.10, rules H1 to H3). */
final class HandOverRule {

  private final NodeState node;
  private final TermRule termRule;

  /** The wish whose outcome is still open, whatever became of this node's role meanwhile. */
  private @Nullable HandOver handOver;

  /** What the target is told until it answers. */
  private @Nullable TimeoutNowRequest word;

  private long wordIntervalNanos;
  private long nextWordAtNanos;

  HandOverRule(NodeState node, TermRule termRule) {
    this.node = node;
    this.termRule = termRule;
  }

  /** A wish that cannot be met changes nothing. */
  void requested(Input.HandOverRequested wish) {
    Integer wanted = wish.target();
    Leader leader = node.leading();
    if (wanted != null && !node.membership.ids().contains(wanted)) {
      refuse(wish, new UnknownMember(wanted));
    } else if (leader == null || !node.holdsLease() || handOver != null) {
      refuse(wish, new NotLeading());
    } else if (wanted != null && wanted == node.self.nodeId()) {
      refuse(wish, new NotHandedOver("node %d leads already".formatted(wanted)));
    } else {
      Successors successors = leader.successors();
      Optional<String> refusal =
          wanted == null ? Optional.empty() : successors.refusal(wanted, node.now());
      Optional<Integer> target = wanted == null ? successors.best(node.now()) : Optional.of(wanted);
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
        begin(wish, leader, target.get());
      }
    }
  }

  private void refuse(Input.HandOverRequested wish, HandOverResult result) {
    node.outbox.add(new Effect.HandOverEnded(wish.request(), result));
  }

  private void begin(Input.HandOverRequested wish, Leader leader, int target) {
    long longest = node.timings.timeoutMaxNanos();
    handOver =
        new HandOver(
            wish.request(),
            node.record.term(),
            target,
            wish.target() == null,
            wish.reason(),
            node.now() + longest / 2,
            node.now() + longest);
    node.release(leader, target, wish.reason());
  }

  /** Nobody acts as the leader of this term any more: the lease may go (rule H1). */
  void workStopped(long term) {
    if (handOver != null
        && handOver.term() == term
        && node.role() instanceof HandingOver handingOver) {
      dropLease(handOver, handingOver.leader());
    }
  }

  private void dropLease(HandOver begun, Leader leader) {
    Successors successors = leader.successors();
    Optional<String> refusal = successors.refusal(begun.target(), node.now());
    // The work took its time to stop: the target may have been paused or lost meanwhile (rule H2).
    Optional<Integer> another = begun.anyWillDo() ? successors.best(node.now()) : Optional.empty();
    Optional<Integer> target = refusal.isEmpty() ? Optional.of(begun.target()) : another;
    node.dropLease(begun.reason());
    if (target.isPresent()) {
      // If the target fails, the followers let the leader that they lost come back first (rule P3).
      node.timer.expireAt(node.now() + node.timings.askedNanos());
      // While their promises run, nobody else stands: a word that is lost is told again in time.
      wordIntervalNanos = leader.intervalNanos();
      handOver = begun.to(target.get());
      tellToStand(target.get(), leader.token());
    } else {
      askAtOnce(refusal.orElseThrow());
    }
  }

  private void tellToStand(int target, TransferToken token) {
    word = new TimeoutNowRequest(node.self, token.term(), node.nextRound(), token.number());
    nextWordAtNanos = node.now() + wordIntervalNanos;
    node.send(target, word);
  }

  /** The followers let the leader that they lost come back (rule P3), so no timeout is lost. */
  private void askAtOnce(String reason) {
    node.timer.expireAt(node.now());
    giveUp(reason);
  }

  /** Nobody is told in a later term than the one that ends (rule H3). */
  private boolean isTelling() {
    return word != null && word.term() == node.record.term();
  }

  /** Who asks for votes itself has given the target up. */
  void standsItself() {
    word = null;
  }

  /** What time brings about: work that does not stop is left behind, and so is a target. */
  void act() {
    if (handOver == null) {
      return;
    }
    if (node.role() instanceof HandingOver handingOver && node.now() >= handOver.workUntilNanos()) {
      dropLease(handOver, handingOver.leader());
    } else if (node.now() >= handOver.untilNanos()) {
      giveUp("node %d was not elected in time".formatted(handOver.target()));
    } else if (isTelling() && node.now() >= nextWordAtNanos) {
      tellToStand(handOver.target(), Objects.requireNonNull(word).token());
    }
  }

  long nextNanos() {
    if (handOver == null) {
      return Long.MAX_VALUE;
    }
    if (node.role() instanceof HandingOver) {
      return handOver.workUntilNanos();
    }
    return isTelling() ? Math.min(nextWordAtNanos, handOver.untilNanos()) : handOver.untilNanos();
  }

  /** The target stands, or will not: then this node is the first to ask. */
  void answered(TimeoutNowRequest request, TimeoutNowResponse response) {
    if (handOver == null || word == null || !isTelling() || word.round() != request.round()) {
      return;
    }
    if (termRule.isLater(response.term())) {
      termRule.moveTo(response.term(), handOver.target());
    } else if (response.accepted()) {
      word = null;
    } else {
      askAtOnce("node %d would not stand".formatted(handOver.target()));
    }
  }

  /** A leader is known: it is the one that was wanted, or it is not. */
  void leaderMayBeKnown() {
    Integer leader = node.role().leaderId();
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
    if (handOver != null) {
      end(handOver, new NotHandedOver(reason));
    }
  }

  private void end(HandOver ended, HandOverResult result) {
    handOver = null;
    word = null;
    node.outbox.add(new Effect.HandOverEnded(ended.request(), result));
  }
}
