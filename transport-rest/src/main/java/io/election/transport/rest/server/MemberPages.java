package io.election.transport.rest.server;

import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus.MemberStatus;
import io.election.transport.rest.wire.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Lets pages that a member serves call every member, so that a dashboard goes on when the node that
 * served it is gone, and lets no other page do so: a site that somebody happens to visit could
 * otherwise read the state of a cluster in a network that it doesn't reach itself, or make its
 * leader hand over.
 *
 * <p>A page is known by the header {@code Origin}, which a browser adds and no script can change.
 * It counts on the paths of a node alone; the others are the host application's affair, and what
 * its {@code quarkus.http.cors} allows is allowed here too.
 */
@ApplicationScoped
class MemberPages {

  private final MemberOrigins members;
  private final CorsHandler cors;

  MemberPages(ElectionMonitor monitor) {
    members =
        new MemberOrigins(monitor.status().members().stream().map(MemberStatus::address).toList());
    cors =
        CorsHandler.create()
            .addOrigins(members.all())
            .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST))
            .allowedHeaders(Set.of("Authorization", "Content-Type", "Last-Event-ID"))
            .exposedHeaders(
                Set.of("X-Election-Leader", "X-Election-Term", "X-Election-Uptime-Nanos"))
            .maxAgeSeconds(600);
  }

  /** Lets a request through, with what a browser needs to show the answer, or refuses it. */
  void admit(RoutingContext context) {
    HttpServerRequest request = context.request();
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || isOwn(origin, request) || isAllowedAlready(context)) {
      context.next();
    } else if (members.contain(origin)) {
      cors.handle(context);
    } else {
      Problems.end(
          context,
          new Problem(
              403,
              "a page from %s may not call this node; those that a member serves may"
                  .formatted(origin)));
    }
  }

  /** A page from the address that is called, whatever name this node has there. */
  private static boolean isOwn(String origin, HttpServerRequest request) {
    String address = "://" + request.authority();
    return origin.equalsIgnoreCase("http" + address) || origin.equalsIgnoreCase("https" + address);
  }

  private static boolean isAllowedAlready(RoutingContext context) {
    return context.response().headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
  }
}
