package io.election.transport.rest.client;

import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PeerTransport;
import io.election.api.transport.TransportSettings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sends requests over HTTP. Peers share nothing but the event loops, and nothing here waits on
 * those, so a dead or slow peer delays no other (rule S3).
 *
 * <p>Names are resolved by Vert.x when a connection is made. It does so without blocking only under
 * {@code quarkus.vertx.use-async-dns=true}; otherwise a slow look-up holds up an event loop.
 */
final class RestPeerTransport implements PeerTransport {

  private final Map<Integer, Peer> peers;

  RestPeerTransport(TransportSettings settings, MemberTls tls) {
    peers =
        settings.peers().stream()
            .map(member -> new Peer(member, settings, tls))
            .collect(Collectors.toUnmodifiableMap(Peer::id, Function.identity()));
  }

  @Override
  public CompletionStage<PeerResponse> send(Member member, PeerRequest request) {
    Peer peer = peers.get(member.id());
    if (peer == null) {
      return CompletableFuture.failedStage(
          new IllegalArgumentException("node " + member.id() + " is not a peer of this transport"));
    }
    return peer.send(request);
  }

  /** Makes connections with the certificates as they are now, without losing a call. */
  void reconnect() {
    peers.values().forEach(Peer::reconnect);
  }

  @Override
  public void prepare() {
    peers.values().forEach(Peer::prepare);
  }

  @Override
  public void close() {
    peers.values().forEach(Peer::close);
  }
}
