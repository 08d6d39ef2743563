package io.election.engine;

import io.election.api.LossReason;

/**
 * A leadership on its way to another member (dissertation §3.10). First the leader's work is
 * stopped, under a lease that nobody may see any more but that still keeps the followers loyal;
 * then the lease is dropped and the target is told to stand (rule H1).
 *
 * @param request the driver's number of the wish
 * @param term the term in which this node leads
 * @param target who is to lead
 * @param anyWillDo whether another leader than the target is as good
 * @param reason what is told as the reason of the loss
 * @param workUntilNanos how long the leader's work may take to stop
 * @param untilNanos when it is given up (rule H3)
 */
record HandOver(
    long request,
    long term,
    int target,
    boolean anyWillDo,
    LossReason reason,
    long workUntilNanos,
    long untilNanos) {

  /** The same to this member. */
  HandOver to(int newTarget) {
    return new HandOver(request, term, newTarget, anyWillDo, reason, workUntilNanos, untilNanos);
  }
}
