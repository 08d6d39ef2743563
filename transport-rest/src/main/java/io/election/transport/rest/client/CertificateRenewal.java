package io.election.transport.rest.client;

import io.election.transport.rest.security.MemberCertificate;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Set;

/** Lets a transport go over to new certificates while it runs. */
final class CertificateRenewal {

  private static final Logger LOG = System.getLogger("io.election");

  private final String name;
  private final int nodeId;
  private final MemberTls tls;
  private final RestPeerTransport transport;
  private Set<Certificate> inUse;

  /**
   * @param name the TLS configuration that the transport uses
   */
  CertificateRenewal(String name, int nodeId, MemberTls tls, RestPeerTransport transport) {
    this.name = name;
    this.nodeId = nodeId;
    this.tls = tls;
    this.transport = transport;
    this.inUse = tls.certificates(name);
  }

  /**
   * The files of a TLS configuration were read again. That happens whether or not they have
   * changed, and connections are not given up for nothing.
   */
  synchronized void readAgain(String configuration) {
    Set<Certificate> now = tls.certificates(name);
    if (!configuration.equals(name) || now.equals(inUse)) {
      return;
    }
    inUse = now;
    try {
      transport.reconnect();
      LOG.log(Level.INFO, "node %d: certificates were renewed".formatted(nodeId));
      warnIfNotValid();
    } catch (IllegalArgumentException unusable) {
      LOG.log(
          Level.WARNING,
          "node %d keeps its connections to peers: %s".formatted(nodeId, unusable.getMessage()));
    }
  }

  /** No peer takes such a certificate; each says so in words of its own, if at all. */
  void warnIfNotValid() {
    MemberCertificate own = tls.certificate(name, nodeId);
    if (!own.isValidAt(Instant.now())) {
      LOG.log(
          Level.WARNING,
          "node %d: the certificate of quarkus.tls.%s is valid from %s until %s and not now, so no peer listens to this node"
              .formatted(nodeId, name, own.validFrom(), own.validUntil()));
    }
  }
}
