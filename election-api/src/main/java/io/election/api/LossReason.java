package io.election.api;

/** Why a leadership ended (rule E1). */
public enum LossReason {
  /** A member is in a higher term. */
  HIGHER_TERM,
  /** No majority answered the heartbeats for the length of a lease. */
  LOST_MAJORITY,
  /** Leadership was handed to another member. */
  TRANSFERRED,
  /** This node gave leadership up. */
  RESIGNED,
  /** The store failed, or did not answer in time. */
  STORE_FAILED,
  /** The process, its election thread or the machine stood still until the lease was over. */
  SUSPENDED,
  /** The node is shutting down. */
  STOPPED
}
