package io.election.api;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Who leads the cluster, seen from this node.
 *
 * <p>Every method may be called by any thread at any time, from before the first election until
 * after the node has stopped. All but {@link #awaitLeadership} answer from memory and never block.
 */
public interface Election {

  /**
   * Whether this node leads <em>at this instant</em>: its lease is compared with the clock at each
   * call (rule L2), so that at no instant two nodes answer true (rule L5). Within a term it is true
   * for one stretch of time, on every thread: who was told no is not told yes again (rule D12).
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

  /**
   * Waits until this node leads.
   *
   * @param timeout the longest wait; zero or less only looks
   * @return the leadership, or empty if this node did not lead within the timeout or has stopped
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Optional<Leadership> awaitLeadership(Duration timeout) throws InterruptedException;

  /**
   * The same without a thread that waits.
   *
   * @return completes with the leadership when this node leads, at once if it does now; is
   *     cancelled when this node stops. It completes on the thread that tells events; what hangs on
   *     it must not block. Cancelling it takes the wish back.
   */
  CompletionStage<Leadership> whenLeader();

  /**
   * Runs a task whenever this node leads, on a thread of its own. It is started when this node is
   * elected, at once if it leads now, and interrupted <em>before</em> the lease ends: when it has
   * not been renewed for so long that only a quarter of it is left, and when leadership is handed
   * over, which waits for the task to end, though not for ever (rule H1). A lease that is renewed
   * after that starts it again, once it has ended. If it returns or fails by itself it is not
   * started again before the next leadership.
   *
   * @param task what the leader does
   * @return ends it
   */
  Registration runAsLeader(LeaderTask task);

  /**
   * Tells a listener every change, in order, on one thread for all listeners, which is not the
   * thread that runs the election. First it is told the present state: a {@link LeaderChanged}, and
   * if this node leads its {@link LeadershipAcquired}. A listener that throws is logged and counted
   * and hears the next event all the same; one that hangs holds up the others, is logged and
   * counted, and never stops an election. After the node has stopped nobody is told anything.
   *
   * @param listener hears the changes; what it throws goes no further
   * @return ends it
   */
  Registration subscribe(Consumer<? super ElectionEvent> listener);
}
