package io.election.simulator.invariant;

import io.election.api.HandOverResult;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Something that must always hold. It is shown what goes into the nodes and what comes out of them,
 * in the order in which it happens, and throws a {@link Violation} when it doesn't hold any more.
 * It remembers across all crashes.
 */
public interface Invariant {

  /** Whose doings an invariant judges, and so how long it remembers them. */
  enum Subject {
    /** What all nodes do to each other, for ever. */
    CLUSTER,
    /** What one node does that must not forget it, as long as its record is kept. */
    RECORD,
    /** What one process of one node does. */
    PROCESS
  }

  /** Whose doings it judges. */
  default Subject subject() {
    return Subject.PROCESS;
  }

  /** A process of this node begins; what the one before was told or said is over. */
  default void started(int node) {}

  /** A node was asked about itself. Answers come in the order of their return. */
  default void answered(Answer answer) {}

  /** A request leaves its sender. */
  default void requestLeft(Moment sender, int recipient, PeerRequest request) {}

  /** An answer to a peer's request leaves its sender. */
  default void responseLeft(Moment sender, PeerRequest request, PeerResponse response) {}

  /** A peer's request reaches a process. */
  default void requestReached(Moment recipient, PeerRequest request) {}

  /** A peer's answer reaches the process that asked. */
  default void responseReached(Moment asker, PeerRequest request, PeerResponse response) {}

  /** A node tells its application that it leads. */
  default void leadershipBegan(Moment node, long term) {}

  /** A node tells its application that it leads no more. */
  default void leadershipEnded(Moment node, long term) {}

  /** A node tells its application whom it knows as the leader, or that it knows none any more. */
  default void leaderKnown(Moment node, @Nullable Integer leader, long term) {}

  /** The application tells its node that nothing acts as the leader of this term any more. */
  default void workStopped(int node, long term) {}

  /**
   * At this instant of true time something acts as the leader on a node, and may rely on nobody
   * else doing so.
   */
  default void atWork(int node, long atNanos) {}

  /** Somebody wants a node to hand its leadership over. */
  default void handOverWished(Moment node, long wish) {}

  /** The node answers that wish. */
  default void handOverAnswered(Moment node, long wish, HandOverResult result) {}

  /** Somebody pauses a node: it is not to stand for election. */
  default void paused(int node) {}

  /** It may stand again. */
  default void resumed(int node) {}
}
