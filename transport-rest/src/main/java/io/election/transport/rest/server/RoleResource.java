package io.election.transport.rest.server;

import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.election.api.Leader;
import io.election.transport.rest.wire.Json;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Tells a load balancer by the status alone where to send its traffic: 200 here, 503 elsewhere. The
 * same for {@code GET}, {@code HEAD} and {@code OPTIONS}, whichever its health check uses. Status,
 * headers and body come from one look at the election, so they never contradict each other.
 */
@Path("/")
@NonBlocking
public class RoleResource {

  private final ElectionMonitor monitor;

  RoleResource(ElectionMonitor monitor) {
    this.monitor = monitor;
  }

  /** 200 if and only if this node leads and its lease is valid at this instant. */
  @GET
  @Path("/leader")
  public Response leader() {
    ElectionStatus status = monitor.status();
    return answer(status, status.isLeader());
  }

  @OPTIONS
  @Path("/leader")
  public Response leaderOptions() {
    return leader();
  }

  /** 200 if this node follows a leader that it has heard lately. */
  @GET
  @Path("/follower")
  public Response follower() {
    ElectionStatus status = monitor.status();
    return answer(status, status.followsLiveLeader());
  }

  @OPTIONS
  @Path("/follower")
  public Response followerOptions() {
    return follower();
  }

  private static Response answer(ElectionStatus status, boolean inThisRole) {
    Leader leader = status.leader();
    Response.ResponseBuilder response =
        Response.status(inThisRole ? 200 : 503)
            // Whatever it accepts: a load balancer reads the status alone.
            .type(MediaType.APPLICATION_JSON)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header("X-Election-Term", status.term())
            .entity(
                Json.write(
                    Json.object()
                        .put("leaderId", leader == null ? null : (Integer) leader.id())
                        .put("leaderAddress", leader == null ? null : leader.address())
                        .put("term", status.term())));
    if (leader != null) {
      response.header("X-Election-Leader", leader.id());
    }
    return response.build();
  }
}
