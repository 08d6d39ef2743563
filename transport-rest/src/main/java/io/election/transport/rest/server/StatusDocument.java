package io.election.transport.rest.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.api.ElectionStatus;
import io.election.api.ElectionStatus.MemberStatus;
import io.election.api.Impediment;
import io.election.api.Leader;
import io.election.transport.rest.wire.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The body of {@code GET /election}. Its names and their order are promised to scripts. */
final class StatusDocument {

  private StatusDocument() {}

  static ObjectNode of(ElectionStatus status) {
    Leader leader = status.leader();
    ObjectNode json =
        Json.object()
            .put("clusterId", status.clusterId())
            .put("nodeId", status.nodeId())
            .put("role", status.role().name())
            .put("term", status.term())
            .put("votedFor", status.votedFor())
            .put("leaderId", leader == null ? null : (Integer) leader.id())
            .put("leaderAddress", leader == null ? null : leader.address())
            .put("isLeader", status.isLeader())
            .put("leaseRemainingMs", status.leaseRemaining().toMillis())
            .put("paused", status.paused())
            .put("storage", status.storage())
            .put("version", BuildVersion.VALUE);
    Impediment impediment = status.impediment();
    if (impediment == null) {
      json.putNull("impediment");
    } else {
      json.putObject("impediment")
          .put("kind", impediment.kind().name())
          .put("detail", impediment.detail());
    }
    ArrayNode members = json.putArray("members");
    for (MemberStatus member : status.members()) {
      members
          .addObject()
          .put("id", member.id())
          .put("address", member.address())
          .put("self", member.self())
          .put("reachable", member.reachable())
          .put("lastContactMs", milliseconds(member.lastContact()));
    }
    return json;
  }

  private static @Nullable Long milliseconds(@Nullable Duration duration) {
    return duration == null ? null : (Long) duration.toMillis();
  }
}
