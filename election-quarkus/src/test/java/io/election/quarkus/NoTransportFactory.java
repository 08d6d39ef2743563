package io.election.quarkus;

import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PeerTransport;
import io.election.api.transport.PeerTransportFactory;
import io.election.api.transport.TransportSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A transport to nowhere. */
@ApplicationScoped
class NoTransportFactory implements PeerTransportFactory {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public PeerTransport open(TransportSettings settings) {
    return new PeerTransport() {

      @Override
      public CompletionStage<PeerResponse> send(Member peer, PeerRequest request) {
        return CompletableFuture.failedFuture(new IllegalStateException("there is nobody"));
      }

      @Override
      public void close() {}
    };
  }
}
