package io.election.engine;

import io.election.api.LossReason;

/** What time alone brings about. */
final class DeadlineRule {

  private final NodeState node;
  private final TermRule termRule;
  private final AnswerRule answerRule;
  private final HandOverRule handOverRule;

  DeadlineRule(
      NodeState node, TermRule termRule, AnswerRule answerRule, HandOverRule handOverRule) {
    this.node = node;
    this.termRule = termRule;
    this.answerRule = answerRule;
    this.handOverRule = handOverRule;
  }

  /**
   * What must be true before anything else is looked at: a leader whose lease has run out leads no
   * more (rule L3), a store that does not answer counts as failed (rule T5).
   *
   * @param overslept whether this step comes so late that the process or the machine must have
   *     stood still
   * @return whether the store has just been given up
   */
  boolean enforceLimits(boolean overslept) {
    Lease lease = node.lease();
    if (lease != null && node.now() >= lease.deadlineNanos()) {
      node.stepDown(overslept ? LossReason.SUSPENDED : LossReason.LOST_MAJORITY);
    }
    boolean overdue = node.record.isOverdue(node.now());
    if (overdue) {
      node.record.giveUpWaiting(node.now());
      storeFailed();
    }
    return overdue;
  }

  /** D12: the lease was renewed too late for somebody who has been told that it is over. */
  void leaseSeenOver(long term) {
    if (node.leads() && node.record.term() == term) {
      node.stepDown(LossReason.SUSPENDED);
    }
  }

  /** T5: who cannot write can neither stand nor lead. */
  void storeFailed() {
    if (node.leads()) {
      node.stepDown(LossReason.STORE_FAILED);
    } else {
      node.becomeFollower();
    }
  }

  /**
   * Sends the next heartbeats, or asks for an election when no leader was heard for too long (Raft
   * §5.2).
   */
  void act() {
    handOverRule.act();
    boolean roundIsDue = node.now() >= node.nextRoundAtNanos();
    if (node.leads()) {
      if (roundIsDue) {
        node.sendHeartbeats();
      }
    } else if (node.timer.hasExpired(node.now())) {
      actOnTimeout();
    } else if (roundIsDue) {
      node.askAgain();
    }
  }

  private void actOnTimeout() {
    if (termRule.canStand()) {
      // Also from CANDIDATE: who was not elected asks before it raises its term again (rule P2).
      node.askForPreVotes();
      answerRule.proceedIfWon();
    } else {
      node.waitAnotherTimeout();
    }
  }

  /** When time will next bring something about. */
  long nextNanos() {
    long store = node.record.deadlineNanos(node.leads());
    Lease lease = node.lease();
    long role = lease == null ? node.timer.deadlineNanos() : lease.deadlineNanos();
    long nextRound = Math.min(node.nextRoundAtNanos(), handOverRule.nextNanos());
    return Math.min(store, Math.min(role, nextRound));
  }
}
