package io.election.transport.rest;

import io.election.api.transport.PeerSecurity;
import io.election.api.transport.SharedSecret;
import io.election.api.transport.TransportSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the node that embeds the transport tells it: node 1, with a secret if a test wants one. */
@ApplicationScoped
class ThisNode {

  @Produces
  @Singleton
  TransportSettings settings(@ConfigProperty(name = "test.secret") Optional<String> secret) {
    return new TransportSettings(
        1,
        List.of(),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        new PeerSecurity(Optional.empty(), secret.map(SharedSecret::new)));
  }
}
