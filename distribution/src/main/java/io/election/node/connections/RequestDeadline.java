package io.election.node.connections;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long one connection waits for its client, however many bytes trickle in meanwhile. What the
 * client waits for has no deadline here: an event stream lives for as long as somebody listens, and
 * a hand-over is answered when it has come about.
 *
 * <p>All of it happens on the connection's event loop, but for {@link #close}.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {

  /** From the opening of a connection to the end of its first request's headers, with TLS. */
  static final Duration FIRST_REQUEST = Duration.ofSeconds(10);

  /** From the end of the headers to the end of the body. */
  static final Duration BODY = Duration.ofSeconds(10);

  /** From an answer to the end of the next request's headers. */
  static final Duration NEXT_REQUEST = Duration.ofSeconds(60);

  private final OpenConnections connections;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> timer;
  private boolean reading;
  private boolean answering;
  private boolean closed;

  RequestDeadline(OpenConnections connections) {
    this.connections = connections;
  }

  /** That of a connection; null if it has none. */
  static @Nullable RequestDeadline of(Channel connection) {
    return connection.pipeline().get(RequestDeadline.class);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    this.context = context;
    connections.opened(this);
    within(FIRST_REQUEST);
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closed = true;
    cancel();
    connections.closed(this);
    context.fireChannelInactive();
  }

  /** The headers of a request are there; a body comes after them, or none. */
  void requestBegins(boolean withBody) {
    answering = true;
    reading = withBody;
    if (withBody) {
      waits(BODY);
    } else {
      onlyAnswers();
    }
  }

  /** The body is there. */
  void requestEnds() {
    reading = false;
    next();
  }

  /** The answer has been sent; some are before the body has come. */
  void answerEnds() {
    answering = false;
    next();
  }

  private void next() {
    if (reading) {
      return;
    }
    if (answering) {
      onlyAnswers();
    } else {
      waits(NEXT_REQUEST);
    }
  }

  private void waits(Duration time) {
    // What is told of a request when its connection breaks comes after the end of that.
    if (!closed) {
      connections.waits(this);
      within(time);
    }
  }

  private void onlyAnswers() {
    cancel();
    connections.isAnswered(this);
  }

  private void within(Duration time) {
    cancel();
    if (context != null) {
      timer = context.executor().schedule(this::close, time.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  /** May be called by any thread. */
  void close() {
    if (context != null) {
      context.channel().close();
    }
  }
}
