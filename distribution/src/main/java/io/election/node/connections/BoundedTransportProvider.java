package io.election.node.connections;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Gives Vert.x our transport. Neither Quarkus nor the options of a Vert.x server let anybody at a
 * connection before its first request is there, and the slow ones never get that far.
 */
public final class BoundedTransportProvider implements VertxServiceProvider {

  @Override
  public void init(VertxBuilder builder) {
    // In dev mode Vert.x outlives a reload, and these classes do not.
    if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
      builder.findTransport(new BoundedTransport());
    }
  }
}
