package io.election.transport.rest.server;

import io.election.transport.rest.wire.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The open streams of one kind, and how many of them there may be. Safe for use by any thread. */
final class OpenStreams {

  private final int most;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

  /**
   * @param most how many there may be
   */
  OpenStreams(int most) {
    this.most = most;
  }

  /**
   * Begins to answer a request, on its event loop, or refuses it if there are too many already.
   *
   * @param opened called before this returns, unless it is refused
   * @param closed called when the stream is over
   */
  void open(RoutingContext request, Consumer<EventStream> opened, Consumer<EventStream> closed) {
    if (count.incrementAndGet() > most) {
      count.decrementAndGet();
      Problems.end(
          request,
          new Problem(
              503,
              "this node serves %d of these at once and no more; ask another one".formatted(most)));
      return;
    }
    EventStream stream =
        EventStream.open(
            request,
            over -> {
              count.decrementAndGet();
              streams.remove(over);
              closed.accept(over);
            });
    streams.add(stream);
    opened.accept(stream);
  }

  /** Sends this to each of them. */
  void post(Buffer bytes) {
    streams.forEach(stream -> stream.post(bytes));
  }

  /** Ends all of them. */
  void finish() {
    streams.forEach(EventStream::finish);
  }
}
