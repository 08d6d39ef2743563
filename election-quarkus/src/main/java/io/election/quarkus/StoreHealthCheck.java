package io.election.quarkus;

import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says when the store has failed, so that this node neither votes nor leads (rule T5). Who leads
 * has no part in it: a readiness that only the leader has stops a rolling update for ever.
 */
@Readiness
@Singleton
class StoreHealthCheck implements AsyncHealthCheck {

  private final ElectionMonitor monitor;

  StoreHealthCheck(ElectionMonitor monitor) {
    this.monitor = monitor;
  }

  /** Answers from memory, on the event loop. */
  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(() -> describe(monitor.status()));
  }

  private static HealthCheckResponse describe(ElectionStatus status) {
    String failure = status.failure();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("election store")
            .withData("storage", status.storage())
            .status(failure == null);
    return failure == null ? response.build() : response.withData("failure", failure).build();
  }
}
