package io.election.transport.rest.server;

import io.election.api.ElectionEvent;
import io.election.api.LeaderChanged;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What somebody who begins to watch is told: the events that led to the present state. */
final class PresentState {

  private @Nullable LeaderChanged leader;
  private @Nullable LeadershipAcquired leadership;
  private @Nullable Buffer written;

  void add(ElectionEvent event) {
    if (event instanceof LeaderChanged changed) {
      leader = changed;
    } else if (event instanceof LeadershipAcquired acquired) {
      leadership = acquired;
    } else if (event instanceof LeadershipLost) {
      leadership = null;
    }
    written = null;
  }

  /**
   * The same for everybody who comes before the next change.
   *
   * @param nodeId the node that tells it
   */
  Buffer written(int nodeId) {
    Buffer present = written;
    if (present == null) {
      present = Buffer.buffer();
      if (leader != null) {
        present.appendBuffer(ServerSentEvents.write(EventDocument.of(leader, nodeId)));
      }
      if (leadership != null) {
        present.appendBuffer(ServerSentEvents.write(EventDocument.of(leadership, nodeId)));
      }
      written = present;
    }
    return present;
  }
}
