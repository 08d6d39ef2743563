package io.election.transport.rest.client;

import io.election.api.transport.Member;
import io.election.api.transport.TransportSettings;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/** Makes the HTTP client of one peer. */
final class PeerClients {

  /** A vote, a pre-vote and a hand-over may be under way beside the heartbeats. */
  private static final int CONNECTIONS_BESIDE_HEARTBEATS = 3;

  private PeerClients() {}

  /**
   * @param tls how TLS is spoken to the peer; empty for plain HTTP
   */
  static PeerClient connectTo(
      Member peer, TransportSettings settings, Optional<TlsConfiguration> tls) {
    long timeoutMillis = Math.max(1, settings.rpcTimeout().toMillis());
    QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder();
    tls.ifPresent(builder::tlsConfiguration);
    return builder
        .baseUri(address(peer, tls.isPresent() ? "https" : "http"))
        .connectTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
        .readTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
        .httpClientOptions(connections(settings))
        .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, callsAtOnce(settings))
        .property(QuarkusRestClientProperties.KEEP_ALIVE_ENABLED, true)
        // A peer is reached directly, whatever proxy the JVM is told to use.
        .proxyAddress("none", 1)
        .followRedirects(false)
        // An error status is an answer to read, not an exception.
        .disableDefaultMapper(true)
        .build(PeerClient.class);
  }

  /**
   * Heartbeats go out each interval even while earlier ones hang (rule M2), so a peer that is
   * silent has as many under way as rounds begin within the timeout, and never more.
   */
  static int callsAtOnce(TransportSettings settings) {
    Duration timeout = settings.rpcTimeout();
    long rounds = timeout.dividedBy(settings.heartbeatInterval()) + 1;
    return Math.toIntExact(rounds + CONNECTIONS_BESIDE_HEARTBEATS);
  }

  private static HttpClientOptions connections(TransportSettings settings) {
    // The read timeout ends with the first byte of an answer. A peer that vanishes in the middle of
    // one would keep its connection for ever; beating connections are never silent for this long.
    Duration silence =
        settings.rpcTimeout().plus(settings.heartbeatInterval()).plus(settings.heartbeatInterval());
    return new HttpClientOptions()
        // A call that finds no connection free fails at once: queueing would send it out of turn.
        .setMaxWaitQueueSize(0)
        .setIdleTimeout(Math.toIntExact(silence.toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  private static URI address(Member peer, String scheme) {
    URI address = URI.create(scheme + "://" + peer.address());
    if (address.getHost() == null) {
      throw new IllegalArgumentException(
          "node %d: \"%s\" is not a host name; use letters, digits, '-' and '.'"
              .formatted(peer.id(), peer.host()));
    }
    return address;
  }
}
