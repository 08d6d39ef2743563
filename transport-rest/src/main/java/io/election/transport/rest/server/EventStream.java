package io.election.transport.rest.server;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/**
 * One open answer of server-sent events. To be used on the event loop of its connection, but for
 * {@link #post} and {@link #finish}.
 *
 * <p>What a reader does not take fast enough waits in memory, but only so much of it: then the
 * connection is closed, and the reader may come back and see the present state.
 */
final class EventStream {

  /** The buffers of the operating system, which come first, hold about ten times as much. */
  static final int MOST_UNSENT = 16;

  private final HttpConnection connection;
  private final HttpServerResponse response;
  private final Context context;
  private int unsent;
  private boolean closed;

  private EventStream(HttpConnection connection, HttpServerResponse response, Context context) {
    this.connection = connection;
    this.response = response;
    this.context = context;
  }

  /**
   * Begins to answer.
   *
   * @param whenClosed called on the event loop when the stream is over, whoever ended it
   */
  static EventStream open(RoutingContext request, Consumer<EventStream> whenClosed) {
    HttpConnection connection = request.request().connection();
    // A reader that breaks off is its own affair and no line in the log.
    connection.exceptionHandler(broken -> {});
    putHeaders(request.response());
    EventStream stream = new EventStream(connection, request.response(), Vertx.currentContext());
    request.addEndHandler(
        ended -> {
          stream.closed = true;
          whenClosed.accept(stream);
        });
    read(request.request());
    return stream;
  }

  /**
   * Throws away what comes with the request. Quarkus hands it over paused, and while nobody reads,
   * even an empty body has no end: whoever bounds the time that a client may take to send one would
   * take this client for a slow one.
   */
  private static void read(HttpServerRequest request) {
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  /** The headers that such an answer has. */
  static HttpServerResponse putHeaders(HttpServerResponse response) {
    return response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        // A reverse proxy that collects an answer before it passes it on would hold events up.
        .putHeader("X-Accel-Buffering", "no");
  }

  void send(Buffer bytes) {
    if (closed) {
      return;
    }
    if (unsent == MOST_UNSENT) {
      closed = true;
      cutOff();
      return;
    }
    unsent++;
    response.write(bytes).onComplete(written -> unsent--);
  }

  /** An orderly end would wait for the reader to take what is unsent. */
  private void cutOff() {
    if (connection instanceof Http1xServerConnection connectionOfItsOwn) {
      connectionOfItsOwn.channelHandlerContext().close();
    } else {
      response.reset();
    }
  }

  /** Sends from any thread. */
  void post(Buffer bytes) {
    context.runOnContext(now -> send(bytes));
  }

  /** Ends the answer, after what was sent. May be called by any thread, twice without harm. */
  void finish() {
    context.runOnContext(
        now -> {
          if (!closed) {
            closed = true;
            response.end();
          }
        });
  }
}
