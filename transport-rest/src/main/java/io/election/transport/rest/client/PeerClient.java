package io.election.transport.rest.client;

import io.election.transport.rest.security.RequestSignature;
import io.election.transport.rest.wire.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** The peer endpoints of one node, seen from another. */
@Path("/raft/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public interface PeerClient extends Closeable {

  /** Asks for nothing and changes nothing. */
  @OPTIONS
  @Path("/request-vote")
  Uni<Response> options();

  @POST
  @Path("/request-vote")
  Uni<Response> requestVote(
      @HeaderParam(RequestSignature.HEADER) @Nullable String signature, byte[] body);

  @POST
  @Path("/append-entries")
  Uni<Response> appendEntries(
      @HeaderParam(RequestSignature.HEADER) @Nullable String signature, byte[] body);

  @POST
  @Path("/timeout-now")
  Uni<Response> timeoutNow(
      @HeaderParam(RequestSignature.HEADER) @Nullable String signature, byte[] body);
}
