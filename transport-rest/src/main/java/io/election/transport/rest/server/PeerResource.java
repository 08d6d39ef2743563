package io.election.transport.rest.server;

import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerRequestHandler;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Refusal;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteResponse;
import io.election.transport.rest.wire.PeerMessages;
import io.election.transport.rest.wire.Problem;
import io.election.transport.rest.wire.Refusals;
import io.election.transport.rest.wire.UnreadableMessageException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what other nodes ask. Runs on the event loop and waits for nothing: the answer leaves
 * when the election has made it. A message that is not exactly right is refused here, so that it
 * can change nothing: not a term, not a vote, not a timer.
 */
@Path("/raft/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PeerResource {

  private final PeerRequestHandler election;

  PeerResource(PeerRequestHandler election) {
    this.election = election;
  }

  /** RequestVote, or the pre-vote that comes before it. */
  @POST
  @Path("/request-vote")
  public Uni<Response> requestVote(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType, byte[] body) {
    MediaTypes.requireJson(contentType);
    return answer(PeerMessages.readVoteRequest(body));
  }

  /** The heartbeat. */
  @POST
  @Path("/append-entries")
  public Uni<Response> appendEntries(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType, byte[] body) {
    MediaTypes.requireJson(contentType);
    return answer(PeerMessages.readHeartbeatRequest(body));
  }

  /** TimeoutNow: the leader hands over to this node. */
  @POST
  @Path("/timeout-now")
  public Uni<Response> timeoutNow(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType, byte[] body) {
    MediaTypes.requireJson(contentType);
    return answer(PeerMessages.readTimeoutNowRequest(body));
  }

  private Uni<Response> answer(PeerRequest request) {
    return Uni.createFrom()
        .completionStage(() -> election.handle(request))
        .map(PeerResource::toHttp);
  }

  private static Response toHttp(PeerResponse response) {
    if (response instanceof VoteResponse vote) {
      return Response.ok(PeerMessages.write(vote)).build();
    }
    if (response instanceof HeartbeatResponse heartbeat) {
      return Response.ok(PeerMessages.write(heartbeat)).build();
    }
    if (response instanceof TimeoutNowResponse timeoutNow) {
      return Response.ok(PeerMessages.write(timeoutNow)).build();
    }
    Refusal refusal = (Refusal) response;
    return Response.status(Refusals.status(refusal.reason()))
        .type(Problem.MEDIA_TYPE_VALUE)
        .entity(Refusals.write(refusal))
        .build();
  }

  /** Declared here and not in a provider: it must not see a host application's exceptions. */
  @ServerExceptionMapper
  public Response refuse(UnreadableMessageException unreadable) {
    return Problems.response(unreadable.problem());
  }
}
