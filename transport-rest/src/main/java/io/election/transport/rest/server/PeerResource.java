package io.election.transport.rest.server;

import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerRequestHandler;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Refusal;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteResponse;
import io.election.transport.rest.security.PeerAuthentication;
import io.election.transport.rest.security.ProvenSender;
import io.election.transport.rest.security.ReceivedRequest;
import io.election.transport.rest.security.RequestSignature;
import io.election.transport.rest.security.UnprovenSenderException;
import io.election.transport.rest.wire.PeerMessages;
import io.election.transport.rest.wire.Problem;
import io.election.transport.rest.wire.Refusals;
import io.election.transport.rest.wire.UnknownProtocolException;
import io.election.transport.rest.wire.UnreadableMessageException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what other nodes ask. Runs on the event loop and waits for nothing: the answer leaves
 * when the election has made it. A message that is not exactly right is refused here, so that it
 * can change nothing: not a term, not a vote, not a timer. So is one whose sender is not proven.
 */
@Path("/raft/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PeerResource {

  private final PeerRequestHandler election;
  private final PeerAuthentication authentication;

  PeerResource(PeerRequestHandler election, PeerAuthentication authentication) {
    this.election = election;
    this.authentication = authentication;
  }

  /** RequestVote, or the pre-vote that comes before it. */
  @POST
  @Path("/request-vote")
  public Uni<Response> requestVote(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @Context HttpServerRequest request,
      byte[] body) {
    MediaTypes.requireJson(contentType);
    return answer(request, body, PeerMessages::readVoteRequest);
  }

  /** The heartbeat. */
  @POST
  @Path("/append-entries")
  public Uni<Response> appendEntries(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @Context HttpServerRequest request,
      byte[] body) {
    MediaTypes.requireJson(contentType);
    return answer(request, body, PeerMessages::readHeartbeatRequest);
  }

  /** TimeoutNow: the leader hands over to this node. */
  @POST
  @Path("/timeout-now")
  public Uni<Response> timeoutNow(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @Context HttpServerRequest request,
      byte[] body) {
    MediaTypes.requireJson(contentType);
    return answer(request, body, PeerMessages::readTimeoutNowRequest);
  }

  /** Who sends is proven before anything that is sent is read. */
  private Uni<Response> answer(
      HttpServerRequest request, byte[] body, Function<byte[], ? extends PeerRequest> reader) {
    try {
      ProvenSender sender = authentication.prove(received(request, body));
      return Uni.createFrom()
          .completionStage(answer(sender, body, reader))
          .map(response -> signed(sender, response));
    } catch (UnprovenSenderException unproven) {
      return Uni.createFrom().item(refuse(request, unproven));
    }
  }

  private CompletionStage<PeerResponse> answer(
      ProvenSender sender, byte[] body, Function<byte[], ? extends PeerRequest> reader) {
    PeerRequest message;
    try {
      message = reader.apply(body);
    } catch (UnknownProtocolException unknown) {
      return CompletableFuture.completedStage(
          election.refuse(
              Refusal.Reason.UNKNOWN_PROTOCOL,
              "a message from %s was not read: %s"
                  .formatted(sender.address(), unknown.getMessage())));
    }
    sender.mustBe(message.sender().nodeId());
    return election.handle(message);
  }

  /** Not signed: who has not proven itself is proven nothing. */
  private Response refuse(HttpServerRequest request, UnprovenSenderException unproven) {
    Refusal refusal = election.refuse(unproven.reason(), unproven.getMessage());
    Response.ResponseBuilder answer = answer(status(refusal), write(refusal));
    // A member whose certificate was renewed meanwhile comes back with the new one.
    return request.version() == HttpVersion.HTTP_2
        ? answer.build()
        : answer.header("Connection", "close").build();
  }

  private static ReceivedRequest received(HttpServerRequest request, byte[] body) {
    return new ReceivedRequest(
        request.remoteAddress().hostAddress(),
        request.method().name(),
        request.path(),
        body,
        certificate(request),
        request.getHeader(RequestSignature.HEADER));
  }

  private static Optional<X509Certificate> certificate(HttpServerRequest request) {
    SSLSession session = request.sslSession();
    try {
      return session == null
          ? Optional.empty()
          : Optional.of((X509Certificate) session.getPeerCertificates()[0]);
    } catch (SSLPeerUnverifiedException noneShown) {
      return Optional.empty();
    }
  }

  private Response signed(ProvenSender asker, PeerResponse response) {
    int status = status(response);
    byte[] body = write(response);
    Response.ResponseBuilder answer = answer(status, body);
    authentication
        .signAnswer(asker, status, body)
        .ifPresent(signature -> answer.header(RequestSignature.HEADER, signature));
    return answer.build();
  }

  private static int status(PeerResponse response) {
    return response instanceof Refusal refusal ? Refusals.status(refusal.reason()) : 200;
  }

  private static byte[] write(PeerResponse response) {
    if (response instanceof VoteResponse vote) {
      return PeerMessages.write(vote);
    }
    if (response instanceof HeartbeatResponse heartbeat) {
      return PeerMessages.write(heartbeat);
    }
    return response instanceof TimeoutNowResponse timeoutNow
        ? PeerMessages.write(timeoutNow)
        : Refusals.write((Refusal) response);
  }

  private static Response.ResponseBuilder answer(int status, byte[] body) {
    Response.ResponseBuilder answer = Response.status(status).entity(body);
    return status == 200 ? answer : answer.type(Problem.MEDIA_TYPE_VALUE);
  }

  /** Declared here and not in a provider: it must not see a host application's exceptions. */
  @ServerExceptionMapper
  public Response refuse(UnreadableMessageException unreadable) {
    return Problems.response(unreadable.problem());
  }
}
