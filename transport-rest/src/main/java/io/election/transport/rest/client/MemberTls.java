package io.election.transport.rest.client;

import io.election.api.transport.Member;
import io.election.api.transport.TransportSettings;
import io.election.transport.rest.security.MemberCertificate;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The TLS configuration by which this node calls its peers, if there is one. */
@Singleton
class MemberTls {

  static final String KEY = "election.security.tls-configuration";

  private final TlsConfigurationRegistry registry;
  private final Vertx vertx;

  MemberTls(TlsConfigurationRegistry registry, Vertx vertx) {
    this.registry = registry;
    this.vertx = vertx;
  }

  /**
   * How to call a peer, by the certificates as they are now; empty if members do not use TLS.
   *
   * @throws IllegalArgumentException if the configuration cannot be used; one line for the operator
   */
  Optional<TlsConfiguration> to(Member peer, TransportSettings settings) {
    return settings
        .security()
        .tlsConfiguration()
        .map(
            name ->
                new PeerTlsConfiguration(
                    usable(name, settings.nodeId()), peer.id(), settings.rpcTimeout(), vertx));
  }

  /**
   * The certificates that are in use now: this node's and those that it trusts.
   *
   * @param name a configuration of the registry
   */
  Set<Certificate> certificates(String name) {
    return registry
        .get(name)
        .map(
            tls -> {
              Set<Certificate> all = new HashSet<>(own(tls));
              all.addAll(certificates(tls.getTrustStore()));
              return all;
            })
        .orElse(Set.of());
  }

  /** The certificate that says who this node is. */
  MemberCertificate certificate(String name, int nodeId) {
    return ownCertificate(usable(name, nodeId), nodeId).orElseThrow();
  }

  private TlsConfiguration usable(String name, int nodeId) {
    TlsConfiguration tls =
        registry
            .get(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s='%s' names no TLS configuration; set quarkus.tls.%s.key-store.pem.0.cert and .key, and quarkus.tls.%s.trust-store.pem.certs"
                            .formatted(KEY, name, name, name)));
    if (tls.isTrustAll() || tls.getTrustStore() == null) {
      throw new IllegalArgumentException(
          "quarkus.tls.%s trusts everybody; set quarkus.tls.%s.trust-store.pem.certs to the CA of the members"
              .formatted(name, name));
    }
    if (tls.getKeyStore() == null) {
      throw new IllegalArgumentException(
          "quarkus.tls.%s has no certificate; set quarkus.tls.%s.key-store.pem.0.cert and .key to this node's"
              .formatted(name, name));
    }
    if (ownCertificate(tls, nodeId).isEmpty()) {
      throw new IllegalArgumentException(
          "the certificate of quarkus.tls.%s names %s and not %s; give this node one with the DNS name %s"
              .formatted(
                  name,
                  own(tls).stream().map(MemberTls::description).findFirst().orElse("nobody"),
                  MemberCertificate.nameOf(nodeId),
                  MemberCertificate.nameOf(nodeId)));
    }
    return tls;
  }

  private static String description(X509Certificate certificate) {
    return new MemberCertificate(certificate).description();
  }

  private static Optional<MemberCertificate> ownCertificate(TlsConfiguration tls, int nodeId) {
    return own(tls).stream()
        .map(MemberCertificate::new)
        .filter(certificate -> certificate.names(nodeId))
        .findFirst();
  }

  private static List<X509Certificate> own(TlsConfiguration tls) {
    KeyStore keys = tls.getKeyStore();
    List<X509Certificate> own = new ArrayList<>();
    try {
      for (String alias : Collections.list(keys.aliases())) {
        if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate leaf) {
          own.add(leaf);
        }
      }
    } catch (KeyStoreException unloaded) {
      throw new IllegalStateException(unloaded);
    }
    return own;
  }

  private static Set<Certificate> certificates(@Nullable KeyStore store) {
    Set<Certificate> certificates = new HashSet<>();
    try {
      if (store != null) {
        for (String alias : Collections.list(store.aliases())) {
          certificates.add(store.getCertificate(alias));
        }
      }
    } catch (KeyStoreException unloaded) {
      throw new IllegalStateException(unloaded);
    }
    return certificates;
  }
}
