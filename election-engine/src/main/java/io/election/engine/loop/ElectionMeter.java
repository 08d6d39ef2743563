package io.election.engine.loop;

import io.election.api.Role;
import io.election.api.transport.Refusal;
import java.time.Duration;

/**
 * Counts and times what a node goes through. What a node <em>is</em> at an instant is for {@link
 * io.election.api.ElectionMonitor} to say.
 *
 * <p>Called by the thread that runs the election, and {@link #messageRefused} and {@link
 * #loopStalled} by any. An implementation returns at once, waits for nothing and never throws (rule
 * S3).
 */
public interface ElectionMeter {

  /** Counts nothing. */
  ElectionMeter NONE =
      new ElectionMeter() {
        @Override
        public void roleChanged(Role role) {}

        @Override
        public void electionEnded(ElectionOutcome outcome) {}

        @Override
        public void failedOver(Duration gap) {}

        @Override
        public void messageRefused(Refusal.Reason reason) {}

        @Override
        public void loopStalled() {}
      };

  /**
   * This node took another role. A role that it took and left within one step, as a cluster of one
   * does with {@link Role#PRE_CANDIDATE}, is not told.
   *
   * @param role the new one
   */
  void roleChanged(Role role);

  /** This node stood for election, and that is over. Asking for pre-votes is not standing. */
  void electionEnded(ElectionOutcome outcome);

  /**
   * A new leadership has taken the place of one that this node followed. A node that had been cut
   * off or suspended itself counts the time that it did not see, too.
   *
   * @param gap from the last heartbeat of the old leader that this node heard to the first of the
   *     new one, or to the beginning of this node's own leadership
   */
  void failedOver(Duration gap);

  /** This node refused to consider a message of somebody (rule T6). */
  void messageRefused(Refusal.Reason reason);

  /** The thread that runs the election was stuck for about the longest election timeout. */
  void loopStalled();
}
