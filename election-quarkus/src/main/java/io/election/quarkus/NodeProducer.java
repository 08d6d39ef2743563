package io.election.quarkus;

import io.election.api.Election;
import io.election.api.ElectionControl;
import io.election.api.ElectionMonitor;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.transport.PeerRequestHandler;
import io.election.api.transport.PeerTransportFactory;
import io.election.api.transport.TransportSettings;
import io.election.engine.loop.LeaderCalls;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Offers the node and its parts to CDI. */
@ApplicationScoped
class NodeProducer {

  @Produces
  @Singleton
  NodeConfiguration configuration(Config config) {
    return NodeConfiguration.read(config);
  }

  @Produces
  @Singleton
  TransportSettings transportSettings(NodeConfiguration configuration) {
    return configuration.transportSettings();
  }

  @Produces
  @Singleton
  ElectionNode node(
      Config config,
      NodeConfiguration configuration,
      @Any Instance<ElectionStoreFactory> stores,
      @Any Instance<PeerTransportFactory> transports,
      Instance<MeterRegistry> registries) {
    ListenPort.requireFree(config);
    return new ElectionNode(
        configuration,
        stores.stream().toList(),
        transports.stream().toList(),
        // An application without metrics has none to offer; an empty composite drops everything.
        registries.isResolvable() ? registries.get() : new CompositeMeterRegistry());
  }

  @Produces
  @Singleton
  Election election(ElectionNode node) {
    return node.election();
  }

  @Produces
  @Singleton
  ElectionMonitor monitor(ElectionNode node) {
    return node.monitor();
  }

  @Produces
  @Singleton
  ElectionControl control(ElectionNode node) {
    return node.control();
  }

  @Produces
  @Singleton
  PeerRequestHandler requestHandler(ElectionNode node) {
    return node.requestHandler();
  }

  @Produces
  @Singleton
  LeaderCalls leaderCalls(ElectionNode node) {
    return node.leaderCalls();
  }

  /** Whether there is a node: an application may bring an {@link Election} of its own. */
  static boolean offers(Instance<Election> elections) {
    return elections.getHandle().getBean().getBeanClass() == NodeProducer.class;
  }

  void dispose(@Disposes ElectionNode node) {
    node.close();
  }
}
