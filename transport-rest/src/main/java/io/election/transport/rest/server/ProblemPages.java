package io.election.transport.rest.server;

import io.election.transport.rest.wire.Json;
import io.election.transport.rest.wire.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Makes errors that arise before any endpoint {@code application/problem+json} on every path of a
 * process. For a node of its own, which installs it on the router that Quarkus announces; a process
 * that embeds a node has error pages of its own and leaves it out.
 */
public final class ProblemPages {

  /** Before the size check of Quarkus (order −2), whose answer has no body. */
  private static final int BEFORE_THE_UPLOAD_LIMIT = -1_000;

  private ProblemPages() {}

  public static void install(Router router) {
    router.route().order(BEFORE_THE_UPLOAD_LIMIT).handler(ProblemPages::refuseTooLarge);
    for (int status : List.of(404, 405, 406, 415)) {
      router.errorHandler(status, context -> Problems.end(context, Problem.ofStatus(status)));
    }
  }

  private static void refuseTooLarge(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && Long.parseLong(length) > Json.MAX_BYTES) {
      // The body is let run into the void: closing at once would reset the connection under a
      // sender that has not yet read the answer.
      context.request().resume();
      Problems.end(context, Problem.ofStatus(413));
    } else {
      context.next();
    }
  }
}
