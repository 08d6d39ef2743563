package io.election.transport.rest.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.transport.rest.wire.Json;
import io.election.transport.rest.wire.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;

/** Error answers, with and without JAX-RS. */
final class Problems {

  private Problems() {}

  static Response response(Problem problem) {
    return response(problem.status(), problem.toJson());
  }

  static Response response(int status, ObjectNode json) {
    return Response.status(status).type(Problem.MEDIA_TYPE_VALUE).entity(Json.write(json)).build();
  }

  static void end(RoutingContext request, Problem problem) {
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(Buffer.buffer(Json.write(problem.toJson())));
  }
}
