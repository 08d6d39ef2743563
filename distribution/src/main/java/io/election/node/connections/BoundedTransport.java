package io.election.node.connections;

import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;

/** The sockets of the JDK, with a {@link ConnectionGate} before every server. */
final class BoundedTransport extends JDKTransport {

  private final ConnectionGate gate =
      new ConnectionGate(new OpenConnections(ConnectionLimit.ofThisProcess()));

  @Override
  public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap server) {
    super.configure(options, domainSocket, server);
    server.handler(gate);
  }
}
