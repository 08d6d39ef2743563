package io.election.transport.rest.client;

import io.election.api.transport.PeerTransport;
import io.election.api.transport.PeerTransportFactory;
import io.election.api.transport.TransportSettings;
import io.election.transport.rest.security.PeerAuthentication;
import io.quarkus.tls.CertificateUpdatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Opens transports over HTTP. */
@Singleton
public class RestPeerTransportFactory implements PeerTransportFactory {

  private final MemberTls tls;
  private final List<CertificateRenewal> renewals = new CopyOnWriteArrayList<>();

  /**
   * @param authentication is there before the first message can arrive: it refuses what was signed
   *     before
   */
  RestPeerTransportFactory(MemberTls tls, PeerAuthentication authentication) {
    this.tls = tls;
  }

  @Override
  public String name() {
    return "rest";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a peer's host cannot stand in a URL, or there is no such
   *     TLS configuration, or it does not say who this node is and whom it trusts
   */
  @Override
  public PeerTransport open(TransportSettings settings) {
    RestPeerTransport transport = new RestPeerTransport(settings, tls);
    settings
        .security()
        .tlsConfiguration()
        .map(name -> new CertificateRenewal(name, settings.nodeId(), tls, transport))
        .ifPresent(
            renewal -> {
              renewal.warnIfNotValid();
              renewals.add(renewal);
            });
    return transport;
  }

  void renew(@Observes CertificateUpdatedEvent event) {
    renewals.forEach(renewal -> renewal.readAgain(event.name()));
  }
}
