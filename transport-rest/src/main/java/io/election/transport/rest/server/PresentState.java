package io.election.transport.rest.server;

import io.election.api.ElectionEvent;
import io.election.api.LeaderChanged;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.vertx.core.buffer.Buffer;

/** What somebody who begins to watch is told: the events that led to the present state. */
final class PresentState {

  private static final Buffer NOTHING = Buffer.buffer();

  private Buffer leader = NOTHING;
  private Buffer leadership = NOTHING;

  /**
   * Takes a change in.
   *
   * @param written the same as it is told
   */
  void add(ElectionEvent event, Buffer written) {
    if (event instanceof LeaderChanged) {
      leader = written;
    } else if (event instanceof LeadershipAcquired) {
      leadership = written;
    } else if (event instanceof LeadershipLost) {
      leadership = NOTHING;
    }
  }

  Buffer written() {
    return Buffer.buffer().appendBuffer(leader).appendBuffer(leadership);
  }
}
