package io.election.transport.rest.server;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;

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
    return isLoopback(request.remoteAddress().hostAddress())
        && FORWARDED.stream().noneMatch(request.headers()::contains)
        && (!request.headers().contains(HttpHeaders.ORIGIN) || isLoopback(request.authority()));
  }

  private static boolean isLoopback(HostAndPort authority) {
    return authority != null && isLoopback(authority.host());
  }

  /**
   * Whether this is an address or the name of the loopback interface. Looks no name up.
   *
   * @param host a name, or an address with or without the brackets of a URL
   */
  static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    return name.equals("localhost")
        || name.matches("(::ffff:)?127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || name.matches("::1|(0{1,4}:){7}0{0,3}1");
  }
}
