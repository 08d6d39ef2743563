package io.election.quarkus;

import io.election.api.ElectionMonitor;
import io.election.api.Impediment;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Says what keeps this node from taking part in elections. Who leads has no part in it: a readiness
 * that only the leader has stops a rolling update for ever.
 */
@Readiness
@Singleton
class ImpedimentHealthCheck implements AsyncHealthCheck {

  private final ElectionMonitor monitor;

  ImpedimentHealthCheck(ElectionMonitor monitor) {
    this.monitor = monitor;
  }

  /** Answers from memory, on the event loop. */
  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(() -> describe(monitor.status().impediment()));
  }

  static HealthCheckResponse describe(@Nullable Impediment impediment) {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("election").status(impediment == null);
    return impediment == null
        ? response.build()
        : response
            .withData("kind", impediment.kind().name())
            .withData("detail", impediment.detail())
            .build();
  }
}
