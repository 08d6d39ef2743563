package io.election.api;

import java.util.Optional;

/**
 * Who leads the cluster, seen from this node.
 *
 * <p>Every method answers from memory, never blocks, and may be called by any thread at any time,
 * from before the first election until after the node has stopped.
 */
public interface Election {

  /**
   * Whether this node leads <em>at this instant</em>: its lease is compared with the clock at each
   * call (rule L2), so that at no instant two nodes answer true (rule L5).
   *
   * <p>The answer can be outlived: a thread that is paused right after it acts late. Work that must
   * never be done twice carries {@link Leadership#term()} with it, and what it acts upon refuses a
   * lower term than it has seen.
   *
   * @return true if and only if this node holds a valid lease now
   */
  boolean isLeader();

  /**
   * This node's leadership, if it leads at this instant.
   *
   * @return the leadership with its fencing token, or empty exactly when {@link #isLeader()} is
   *     false
   */
  Optional<Leadership> leadership();

  /**
   * The leader that this node knows. On a follower this is what it last heard and may be out of
   * date; on the leader it is the node itself while its lease is valid.
   *
   * @return the known leader of the current term, or empty while none is known
   */
  Optional<Leader> leader();
}
