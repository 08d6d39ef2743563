package io.election.transport.rest.server;

import io.election.api.transport.Loopback;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;

/** Tells a request of this machine's own users from one that only comes in through it. */
final class NearbyRequest {

  /** What proxies add; whoever sends these speaks for somebody else. */
  private static final List<String> FORWARDED =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");

  private NearbyRequest() {}

  /**
   * Whether somebody on this machine asks, by a name of this machine. A page may have made its own
   * name point here (DNS rebinding): a browser then says that name.
   */
  static boolean is(HttpServerRequest request) {
    return Loopback.isCalled(request.remoteAddress().hostAddress())
        && FORWARDED.stream().noneMatch(request.headers()::contains)
        && (!request.headers().contains(HttpHeaders.ORIGIN) || callsThisMachine(request));
  }

  /**
   * Whether the name by which a node was called is one of the machine's for itself. A page on a
   * name that was made to point here (DNS rebinding) has its browser say that name.
   */
  static boolean callsThisMachine(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    return authority != null && Loopback.isCalled(authority.host());
  }
}
