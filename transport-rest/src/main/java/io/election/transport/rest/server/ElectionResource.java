package io.election.transport.rest.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.election.transport.rest.wire.Json;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The state of this node, for people and tools. Always answers, from memory. */
@Path("/election")
@NonBlocking
public class ElectionResource {

  private final ElectionMonitor monitor;

  ElectionResource(ElectionMonitor monitor) {
    this.monitor = monitor;
  }

  @GET
  public Response status() {
    ElectionStatus status = monitor.status();
    return Response.ok(Json.write(StatusDocument.of(status)))
        // Whatever it accepts: "always" in the contract leaves no room for 406.
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        // Two looks at two nodes show how much faster one clock runs than the other.
        .header("X-Election-Uptime-Nanos", status.uptime().toNanos())
        .build();
  }

  /** The last changes, oldest first. */
  @GET
  @Path("/history")
  public Response history() {
    int nodeId = monitor.status().nodeId();
    ArrayNode entries = Json.array();
    monitor.history().forEach(event -> entries.add(EventDocument.of(event, nodeId).entry()));
    return Response.ok(Json.write(entries))
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
