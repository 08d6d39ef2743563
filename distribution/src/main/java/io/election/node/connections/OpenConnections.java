package io.election.node.connections;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The connections that others have open, and which of them is closed when there are too many: the
 * one that has waited longest for its client. Whoever opens connections and leaves them so loses
 * his own first, and a peer, whose last heartbeat is a moment old, never its own. A new one is
 * turned away only when every connection is being answered. Safe for use by any thread.
 */
final class OpenConnections {

  private final int most;
  // Guarded by this. In the order in which they began to wait.
  private final Set<RequestDeadline> waiting = new LinkedHashSet<>();
  private int count;

  /**
   * @param most how many there may be
   */
  OpenConnections(int most) {
    this.most = most;
  }

  /** Takes in one that waits for its first request. */
  void opened(RequestDeadline connection) {
    RequestDeadline tooMany;
    synchronized (this) {
      count++;
      waiting.add(connection);
      tooMany = count > most ? longestWaiting() : null;
    }
    if (tooMany != null) {
      tooMany.close();
    }
  }

  /** Takes out the one that has waited longest; the newest one waits, too. */
  private RequestDeadline longestWaiting() {
    Iterator<RequestDeadline> longest = waiting.iterator();
    RequestDeadline connection = longest.next();
    longest.remove();
    return connection;
  }

  /** From now on it waits for its client. */
  synchronized void waits(RequestDeadline connection) {
    waiting.remove(connection);
    waiting.add(connection);
  }

  /** Its client waits for us. */
  synchronized void isAnswered(RequestDeadline connection) {
    waiting.remove(connection);
  }

  synchronized void closed(RequestDeadline connection) {
    waiting.remove(connection);
    count--;
  }
}
