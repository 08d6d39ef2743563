package io.election.transport.rest.server;

import io.election.api.Election;
import io.election.api.ElectionEvent;
import io.election.api.ElectionMonitor;
import io.election.api.Registration;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells everyone who watches this node over HTTP what changes. It listens to the election once,
 * writes each change down once and leaves the sending to the event loops: however many watch, no
 * listener of the election and no peer waits for them.
 */
@ApplicationScoped
class Watchers {

  /**
   * How often a comment is sent: it shows a proxy that the connection is in use, and this node that
   * the reader is there.
   */
  static final long KEEP_ALIVE_MILLIS = 15_000;

  private static final long ALWAYS = Long.MAX_VALUE;

  private final Vertx vertx;
  private final int nodeId;
  private final OpenStreams open = new OpenStreams(WatcherLimit.ofThisProcess());
  private final long keepAliveTimer;
  private final Registration registration;

  // Guarded by this: who comes gets the present state and every later change, and none twice.
  private final Map<Thread, LoopWatchers> loops = new HashMap<>();
  private final PresentState present = new PresentState();
  private long lastNumber;

  Watchers(Vertx vertx, Election election, ElectionMonitor monitor) {
    this.vertx = vertx;
    nodeId = monitor.status().nodeId();
    keepAliveTimer = vertx.setPeriodic(KEEP_ALIVE_MILLIS, due -> keepAlive());
    registration = election.subscribe(this::tellAll);
  }

  /** Begins to listen, so that the present state is known when the first watcher comes. */
  void start(@Observes StartupEvent startup) {}

  /** Called by the thread of the election's listeners alone. */
  private synchronized void tellAll(ElectionEvent event) {
    present.add(event);
    lastNumber++;
    if (!loops.isEmpty()) {
      Buffer written = ServerSentEvents.write(EventDocument.of(event, nodeId));
      tellAll(new LoopWatchers.Message(lastNumber, written));
    }
  }

  void keepAlive() {
    tellAll(new LoopWatchers.Message(ALWAYS, ServerSentEvents.COMMENT));
  }

  private synchronized void tellAll(LoopWatchers.Message message) {
    loops.values().forEach(loop -> loop.tell(message));
  }

  /** Answers with the present state and every change from now on. To be called on an event loop. */
  void add(RoutingContext request) {
    open.open(request, this::opened, stream -> loop().remove(stream));
  }

  private void opened(EventStream watcher) {
    Buffer first = Buffer.buffer().appendBuffer(ServerSentEvents.RECONNECT_SOON);
    synchronized (this) {
      loop().add(watcher, lastNumber);
      first.appendBuffer(present.written(nodeId));
    }
    watcher.send(first);
  }

  /** The watchers of the event loop that runs this. */
  private synchronized LoopWatchers loop() {
    return loops.computeIfAbsent(
        Thread.currentThread(), loop -> new LoopWatchers(vertx.getOrCreateContext()));
  }

  @PreDestroy
  void stop() {
    registration.close();
    vertx.cancelTimer(keepAliveTimer);
    open.finish();
  }
}
