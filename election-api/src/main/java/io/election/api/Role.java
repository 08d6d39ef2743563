package io.election.api;

/** What a node is doing in the current term (Raft §5.1; pre-candidate: dissertation §9.6). */
public enum Role {
  /** Listens to a leader, or waits for one to appear. */
  FOLLOWER,
  /** Asks whether it would be elected, without having raised its term. */
  PRE_CANDIDATE,
  /** Stands for election in a term of its own. */
  CANDIDATE,
  /**
   * Was elected. It may act as leader only while its lease is valid: {@link Election#isLeader()}.
   */
  LEADER
}
