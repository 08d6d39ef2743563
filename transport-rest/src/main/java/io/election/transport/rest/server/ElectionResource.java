package io.election.transport.rest.server;

import io.election.api.ElectionMonitor;
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
    return Response.ok(Json.write(StatusDocument.of(monitor.status())))
        // Whatever it accepts: "always" in the contract leaves no room for 406.
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
