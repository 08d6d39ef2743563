package io.election.transport.rest.client;

import io.election.api.transport.Member;
import io.election.api.transport.TransportSettings;
import io.election.transport.rest.security.RequestSignature;
import io.election.transport.rest.security.SigningKey;
import jakarta.ws.rs.HttpMethod;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs what goes to one peer and believes only answers that are signed, if members do that. */
final class PeerSignatures {

  private final int self;
  private final int peer;
  private final Optional<SigningKey> key;
  private final InstantSource clock;

  PeerSignatures(Member peer, TransportSettings settings) {
    this.self = settings.nodeId();
    this.peer = peer.id();
    this.key = settings.security().sharedSecret().map(SigningKey::new);
    this.clock = InstantSource.system();
  }

  /**
   * Signs a request that is about to be sent; one that is sent again is signed again.
   *
   * @return empty if members do not sign
   */
  Optional<RequestSignature> sign(String path, byte[] body) {
    return key.map(
        known ->
            RequestSignature.sign(known, self, peer, clock.millis(), HttpMethod.POST, path, body));
  }

  /**
   * Whether an answer comes from a member that has read the request.
   *
   * @param request the signature of the request; empty if members do not sign
   * @param claimed the signature of the answer; null if it has none
   */
  boolean isAnswered(
      Optional<RequestSignature> request, @Nullable String claimed, int status, byte[] body) {
    return request
        .map(signed -> signed.isAnswered(key.orElseThrow(), claimed, status, body))
        .orElse(true);
  }
}
