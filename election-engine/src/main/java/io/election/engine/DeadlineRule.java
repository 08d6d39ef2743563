package io.election.engine;

import io.election.api.LossReason;

/** What time alone brings about. */
final class DeadlineRule {

  private final NodeState node;
  private final TermRule termRule;
  private final WinningRule winningRule;
  private final HandOverRule handOverRule;
  private final GreetingRule greetingRule;

  DeadlineRule(
      NodeState node,
      TermRule termRule,
      WinningRule winningRule,
      HandOverRule handOverRule,
      GreetingRule greetingRule) {
    this.node = node;
    this.termRule = termRule;
    this.winningRule = winningRule;
    this.handOverRule = handOverRule;
    this.greetingRule = greetingRule;
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
    Leader leader = node.leading();
    if (leader != null && node.now() >= leader.lease().deadlineNanos()) {
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
    if (node.leading() != null && node.record.term() == term) {
      node.stepDown(LossReason.SUSPENDED);
    }
  }

  /** T5: who cannot write can neither stand nor lead. */
  void storeFailed() {
    if (node.leading() != null) {
      node.stepDown(LossReason.STORE_FAILED);
    } else {
      node.giveUpStanding();
    }
  }

  /**
   * Sends the next heartbeats, or asks for an election when no leader was heard for too long (Raft
   * §5.2).
   */
  void act() {
    handOverRule.act();
    boolean roundIsDue = node.now() >= node.role().nextRoundAtNanos();
    Leader leader = node.leading();
    Ballot ballot = node.ballot();
    if (leader != null) {
      if (roundIsDue) {
        node.sendHeartbeats(leader);
      }
    } else if (node.timer.hasExpired(node.now())) {
      actOnTimeout();
    } else if (ballot != null && roundIsDue) {
      node.ask(ballot);
    }
  }

  private void actOnTimeout() {
    if (termRule.canStand()) {
      handOverRule.standsItself();
      // Also from Candidate: who was not elected asks before it raises its term again (rule P2).
      node.askForPreVotes();
      winningRule.proceedIfWon();
    } else {
      node.waitAnotherTimeout();
      greetingRule.greet();
    }
  }

  /** When time will next bring something about. */
  long nextNanos() {
    Leader leader = node.leading();
    long store = node.record.deadlineNanos(leader != null);
    long role = leader == null ? node.timer.deadlineNanos() : leader.lease().deadlineNanos();
    long nextRound = Math.min(node.role().nextRoundAtNanos(), handOverRule.nextNanos());
    return Math.min(store, Math.min(role, nextRound));
  }
}
