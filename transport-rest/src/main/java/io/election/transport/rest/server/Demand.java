package io.election.transport.rest.server;

import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request wants of a node, as far as it matters who asks. */
enum Demand {
  /** Nothing that a person has to log in for: another application's path, a page, a peer. */
  NOTHING,
  /** To know who leads, what happened, how the node does. */
  READING,
  /** To change something. */
  STEERING;

  private static final Set<HttpMethod> READING_METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** Health stays open: what restarts a node has no password for it. */
  private static final Pattern OPERATIONS = Pattern.compile("/q/(metrics|openapi)([/;.].*)?");

  /**
   * What a request wants. By anything but its method an order is known too late: a path of ours
   * that is called in a way that only changes can use is an order, whether it exists or not.
   *
   * @param path decoded as far as the router decodes it
   */
  static Demand of(HttpMethod method, String path) {
    if (OPERATIONS.matcher(path).matches()) {
      return READING;
    }
    if (!OurPaths.contain(path) || OurPaths.isForPeers(path)) {
      return NOTHING;
    }
    return READING_METHODS.contains(method) ? READING : STEERING;
  }
}
