package io.election.transport.rest.client;

import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;

/**
 * TLS to one peer: the certificate and the trust of this node, and the peer's name instead of a
 * host name.
 */
final class PeerTlsConfiguration extends BaseTlsConfiguration {

  private final TlsConfiguration own;
  private final TrustOptions trust;
  private final Duration patience;

  /**
   * @param own the certificate and the trust of this node, as they are now
   * @param peer the node that is called
   * @param patience how long shaking hands may take; a peer that falls silent in the middle would
   *     keep its connection, of which there are few
   */
  PeerTlsConfiguration(TlsConfiguration own, int peer, Duration patience, Vertx vertx) {
    this.own = own;
    this.trust = TrustOptions.wrap(new NamedPeerTrustManager(chain(own, vertx), peer));
    this.patience = patience;
  }

  private static X509TrustManager chain(TlsConfiguration own, Vertx vertx) {
    try {
      return Arrays.stream(
              own.getTrustStoreOptions().getTrustManagerFactory(vertx).getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (Exception unusable) {
      throw new IllegalArgumentException(
          "the trust store of %s cannot be used: %s"
              .formatted(own.getName(), unusable.getMessage()),
          unusable);
    }
  }

  @Override
  public KeyCertOptions getKeyStoreOptions() {
    return own.getKeyStoreOptions();
  }

  @Override
  public TrustOptions getTrustStoreOptions() {
    return trust;
  }

  @Override
  public SSLOptions getSSLOptions() {
    return new SSLOptions(own.getSSLOptions())
        .setSslHandshakeTimeout(Math.max(1, patience.toMillis()))
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setUseAlpn(false);
  }

  @Override
  public Optional<String> getHostnameVerificationAlgorithm() {
    return Optional.of("NONE");
  }
}
