package io.election.transport.rest.client;

import io.election.api.transport.PeerTransport;
import io.election.api.transport.PeerTransportFactory;
import io.election.api.transport.TransportSettings;
import jakarta.inject.Singleton;

/** Opens transports over HTTP. */
@Singleton
public class RestPeerTransportFactory implements PeerTransportFactory {

  @Override
  public String name() {
    return "rest";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a peer's host cannot stand in a URL
   */
  @Override
  public PeerTransport open(TransportSettings settings) {
    return new RestPeerTransport(settings);
  }
}
