package io.election.transport.rest.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.api.ElectionEvent;
import io.election.api.Leader;
import io.election.api.LeaderChanged;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.election.transport.rest.wire.Json;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A change as it is told over HTTP. Its names and their order are promised to scripts.
 *
 * @param id the term and the number of the event in this process
 * @param name what happened
 * @param fields what is to be said about it
 */
record EventDocument(String id, String name, ObjectNode fields) {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /**
   * Describes one event.
   *
   * @param nodeId the node that tells it
   */
  static EventDocument of(ElectionEvent event, int nodeId) {
    String id = event.term() + "." + event.sequence();
    if (event instanceof LeaderChanged change) {
      Leader leader = change.leader().orElse(null);
      return new EventDocument(
          id,
          leader == null ? "leader-lost" : "leader-changed",
          fields(event, leader == null ? null : (Integer) leader.id(), change.reason()));
    }
    if (event instanceof LeadershipAcquired) {
      return new EventDocument(
          id, "leadership-acquired", fields(event, nodeId, "a majority answered its heartbeats"));
    }
    LeadershipLost lost = (LeadershipLost) event;
    return new EventDocument(id, "leadership-lost", fields(event, null, lost.reason().name()));
  }

  private static ObjectNode fields(ElectionEvent event, @Nullable Integer leaderId, String reason) {
    return Json.object()
        .put("term", event.term())
        .put("leaderId", leaderId)
        .put("role", event.role().name())
        .put("reason", reason)
        .put("at", written(event.at()));
  }

  private static String written(Instant at) {
    return MILLISECONDS.format(at);
  }

  /** As one entry of the history. */
  ObjectNode entry() {
    ObjectNode entry = Json.object().put("id", id).put("event", name);
    entry.setAll(fields);
    return entry;
  }
}
