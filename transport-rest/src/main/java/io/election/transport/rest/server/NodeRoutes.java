package io.election.transport.rest.server;

import io.election.transport.rest.wire.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/**
 * What a node adds to the router of its process: which pages may call it, and the endpoints that
 * answer for as long as somebody listens. Those are routes and not resources, since JAX-RS would
 * write every event anew for every watcher.
 */
@Singleton
class NodeRoutes {

  private static final String METHODS = "GET, HEAD, OPTIONS";

  /** After Quarkus' own CORS filter (order −300) and before everything that answers. */
  private static final int BEFORE_ANY_ENDPOINT = -250;

  private final MemberPages pages;
  private final Watchers watchers;
  private final LeaderWork work;

  NodeRoutes(MemberPages pages, Watchers watchers, LeaderWork work) {
    this.pages = pages;
    this.watchers = watchers;
    this.work = work;
  }

  void install(@Observes Router router) {
    router.routeWithRegex(OurPaths.REGEX).order(BEFORE_ANY_ENDPOINT).handler(pages::admit);
    router.route("/election/events").handler(request -> answer(request, watchers::add));
    router.route("/election/work").handler(request -> answer(request, work::add));
  }

  private static void answer(RoutingContext request, Consumer<RoutingContext> stream) {
    HttpMethod method = request.request().method();
    if (method.equals(HttpMethod.GET)) {
      stream.accept(request);
    } else if (method.equals(HttpMethod.HEAD)) {
      EventStream.putHeaders(request.response()).end();
    } else {
      request.response().putHeader(HttpHeaders.ALLOW, METHODS);
      if (method.equals(HttpMethod.OPTIONS)) {
        request.response().end();
      } else {
        Problems.end(request, Problem.ofStatus(405));
      }
    }
  }
}
