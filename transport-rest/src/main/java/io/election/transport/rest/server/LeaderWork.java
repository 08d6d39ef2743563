package io.election.transport.rest.server;

import io.election.api.Election;
import io.election.api.ElectionMonitor;
import io.election.api.Registration;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Lets programs beside this node work while it leads, each by a connection of its own: what a
 * {@link io.election.api.LeaderTask} is inside the process.
 */
@ApplicationScoped
class LeaderWork {

  /** Each has a thread while this node leads. */
  private static final int MOST = 100;

  private final Vertx vertx;
  private final Election election;
  private final ElectionMonitor monitor;
  private final OpenStreams open = new OpenStreams(MOST);
  private final long keepAliveTimer;

  LeaderWork(Vertx vertx, Election election, ElectionMonitor monitor) {
    this.vertx = vertx;
    this.election = election;
    this.monitor = monitor;
    keepAliveTimer = vertx.setPeriodic(Watchers.KEEP_ALIVE_MILLIS, due -> keepAlive());
  }

  /** Tells a program when to start and when to stop. To be called on an event loop. */
  void add(RoutingContext request) {
    open.open(request, stream -> opened(request, stream), stream -> {});
  }

  private void opened(RoutingContext request, EventStream stream) {
    // So that the program knows that it is heard, however long this node does not lead.
    stream.send(ServerSentEvents.COMMENT);
    RemoteTask task = new RemoteTask(stream, monitor);
    Registration registration = election.runAsLeader(task);
    request.addEndHandler(
        ended -> {
          task.programHasStopped();
          registration.close();
        });
  }

  void keepAlive() {
    open.post(ServerSentEvents.COMMENT);
  }

  @PreDestroy
  void stop() {
    vertx.cancelTimer(keepAliveTimer);
    open.finish();
  }
}
