package io.election.node.connections;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Tells the {@link RequestDeadline} of a connection how far its request is. A request is at its end
 * when it has been read to its end, so what answers for long has to read what it is sent, too.
 */
@Singleton
class RequestWatch {

  private static final int BEFORE_ALL_ELSE = Integer.MIN_VALUE;

  void install(@Observes Router router) {
    router.route().order(BEFORE_ALL_ELSE).handler(RequestWatch::watch);
  }

  private static void watch(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.connection() instanceof Http1xServerConnection connection) {
      RequestDeadline deadline = RequestDeadline.of(connection.channel());
      if (deadline != null) {
        watch(context, request, deadline);
      }
    }
    context.next();
  }

  private static void watch(
      RoutingContext context, HttpServerRequest request, RequestDeadline deadline) {
    boolean withBody =
        request.headers().contains(HttpHeaders.CONTENT_LENGTH)
            || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    deadline.requestBegins(withBody);
    if (withBody) {
      request.end().onComplete(read -> deadline.requestEnds());
    }
    context.addEndHandler(answered -> deadline.answerEnds());
  }
}
