package io.election.transport.rest.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.api.ElectionControl;
import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.election.api.ElectionStatus.MemberStatus;
import io.election.api.HandOverResult;
import io.election.api.HandOverResult.HandedOver;
import io.election.api.HandOverResult.NotHandedOver;
import io.election.api.HandOverResult.NotLeading;
import io.election.api.HandOverResult.UnknownMember;
import io.election.api.Leader;
import io.election.transport.rest.wire.Json;
import io.election.transport.rest.wire.JsonFields;
import io.election.transport.rest.wire.Problem;
import io.election.transport.rest.wire.UnreadableMessageException;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Lets people and tools steer the election. A request that is not exactly right changes nothing.
 */
@Path("/election")
// Clients give all sorts of types to no body; that of a body is looked at here.
@Consumes(MediaType.WILDCARD)
@NonBlocking
public class SteeringResource {

  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  private final ElectionControl control;
  private final ElectionMonitor monitor;

  SteeringResource(ElectionControl control, ElectionMonitor monitor) {
    this.control = control;
    this.monitor = monitor;
  }

  /** Hands leadership to the member {@code to}, or to the best follower. */
  @POST
  @Path("/transfer")
  public Uni<Response> transfer(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType, byte @Nullable [] body) {
    JsonFields fields = read(contentType, body);
    fields.allowOnly("to");
    if (fields.has("to")) {
      int member = fields.id("to");
      return answer(() -> control.transfer(member));
    }
    return answer(control::transfer);
  }

  /** Hands leadership to the best follower. */
  @POST
  @Path("/resign")
  public Uni<Response> resign(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType, byte @Nullable [] body) {
    read(contentType, body).allowOnly();
    return answer(control::resign);
  }

  /** From now on this node does not stand. */
  @POST
  @Path("/pause")
  public Response pause(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType, byte @Nullable [] body) {
    read(contentType, body).allowOnly();
    control.pause();
    return done(Json.object().put("paused", true));
  }

  /** From now on this node stands again. */
  @POST
  @Path("/resume")
  public Response resume(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType, byte @Nullable [] body) {
    read(contentType, body).allowOnly();
    control.resume();
    return done(Json.object().put("paused", false));
  }

  /** No body says the same as an empty object, whatever type a client gives to nothing. */
  private static JsonFields read(@Nullable String contentType, byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      return Json.read(EMPTY_OBJECT);
    }
    MediaTypes.requireJson(contentType);
    return Json.read(body);
  }

  private Uni<Response> answer(Supplier<CompletionStage<HandOverResult>> handOver) {
    return Uni.createFrom().completionStage(handOver).map(this::toHttp);
  }

  private Response toHttp(HandOverResult result) {
    if (result instanceof HandedOver handedOver) {
      return done(
          Json.object().put("leaderId", handedOver.leaderId()).put("term", handedOver.term()));
    }
    if (result instanceof NotLeading) {
      return Problems.response(409, notLeading(monitor.status()));
    }
    if (result instanceof UnknownMember unknown) {
      return Problems.response(new Problem(404, unknownMember(unknown.id(), monitor.status())));
    }
    return Problems.response(new Problem(504, ((NotHandedOver) result).reason()));
  }

  private static Response done(ObjectNode json) {
    return Response.ok(Json.write(json))
        // Whatever it accepts, as everywhere.
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static ObjectNode notLeading(ElectionStatus status) {
    Leader leader = status.leader();
    String detail =
        leader == null || leader.id() == status.nodeId()
            ? "node %d does not lead, or hands over already".formatted(status.nodeId())
            : "node %d does not lead; node %d at %s does"
                .formatted(status.nodeId(), leader.id(), leader.address());
    return new Problem(409, detail)
        .toJson()
        .put("leaderId", leader == null ? null : (Integer) leader.id())
        .put("leaderAddress", leader == null ? null : leader.address());
  }

  private static String unknownMember(int id, ElectionStatus status) {
    return "node %d is not a member; the members are %s"
        .formatted(
            id,
            status.members().stream()
                .map(MemberStatus::id)
                .map(String::valueOf)
                .collect(Collectors.joining(", ")));
  }

  /** Declared here and not in a provider: it must not see a host application's exceptions. */
  @ServerExceptionMapper
  public Response refuse(UnreadableMessageException unreadable) {
    return Problems.response(unreadable.problem());
  }
}
