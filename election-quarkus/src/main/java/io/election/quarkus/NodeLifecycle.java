package io.election.quarkus;

import io.election.api.Election;
import io.election.api.ElectionEvent;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/**
 * Ties the node's life to the application's. An application that brings an {@link Election} of its
 * own, as its tests may, has no node; the events of that election are fired all the same.
 */
@ApplicationScoped
class NodeLifecycle {

  private static final Logger LOG = Logger.getLogger("io.election");

  private final Instance<Election> elections;
  private final Instance<ElectionNode> nodes;
  private final BeanManager container;
  private final Event<ElectionEvent> events;

  NodeLifecycle(
      Instance<Election> elections,
      Instance<ElectionNode> nodes,
      BeanManager container,
      Event<ElectionEvent> events) {
    this.elections = elections;
    this.nodes = nodes;
    this.container = container;
    this.events = events;
  }

  /** After the application's own observers of the start: those of the election are ready then. */
  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent startup) {
    if (hasNode()) {
      ElectionNode node = nodes.get();
      node.election().subscribe(new CdiEvents(container, events, node.listenerFailures()::add));
      node.start();
    } else {
      LOG.info("the application brings an Election of its own: no node is started");
      elections.get().subscribe(new CdiEvents(container, events, LOG::warn));
    }
  }

  private boolean hasNode() {
    return NodeProducer.offers(elections);
  }

  /** While HTTP still answers: the new leader may need this node's vote. */
  void release(@Observes ShutdownDelayInitiatedEvent shutdown) {
    if (hasNode()) {
      nodes.get().release();
    }
  }

  void stop(@Observes ShutdownEvent shutdown) {
    if (hasNode()) {
      nodes.get().close();
    }
  }
}
