package io.election.node.connections;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** How long a node waits for a client, for tests of other packages. */
public final class RequestBounds {

  private RequestBounds() {}

  /** The longest that it waits for a request that has begun. */
  public static Duration longest() {
    return Collections.max(List.of(RequestDeadline.FIRST_REQUEST, RequestDeadline.BODY));
  }
}
