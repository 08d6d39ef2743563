package io.election.simulator.invariant;

import io.election.api.store.PersistentState;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.List;

/**
 * Something that must always hold. It is shown everything visible in the order in which it happened
 * and throws a {@link Violation} when it doesn't hold any more. It remembers across all crashes.
 */
public interface Invariant {

  /** A node was asked about itself. Answers come in the order of their return. */
  default void answered(Answer answer) {}

  /**
   * A request leaves its sender.
   *
   * @param onDisk what the sender's disk holds at this instant
   */
  default void requestLeft(PeerRequest request, PersistentState onDisk) {}

  /**
   * An answer to a peer's request leaves its sender.
   *
   * @param onDisk what the sender's disk holds at this instant
   */
  default void responseLeft(PeerRequest request, PeerResponse response, PersistentState onDisk) {}

  /**
   * A node tells its application about leadership.
   *
   * @param leadsNow what it answers to {@code isLeader()} at this instant
   * @param onDisk what its disk holds at this instant
   */
  default void told(int node, Effect effect, boolean leadsNow, PersistentState onDisk) {}

  /**
   * A node has taken an input in.
   *
   * @param nowNanos its clock
   * @param before what could be seen of it before
   * @param after what can be seen of it now
   * @param effects what it wants done
   */
  default void stepped(
      int node, long nowNanos, View before, Input input, View after, List<Effect> effects) {}

  /**
   * At this instant of true time something acts as the leader on a node, and may rely on nobody
   * else doing so.
   */
  default void atWork(int node, long atNanos) {}

  /** A process of this node begins; what the one before told is over. */
  default void started(int node) {}
}
