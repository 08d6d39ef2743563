package io.election.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Impediment;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImpedimentHealthCheckTest {

  @Test
  void nothingImpedes() {
    HealthCheckResponse ready = ImpedimentHealthCheck.describe(null);

    assertThat(ready.getName()).isEqualTo("election");
    assertThat(ready.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(ready.getData()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anyImpedimentIsNotReadyAndSaysWhy(Impediment.Kind kind) {
    HealthCheckResponse impeded =
        ImpedimentHealthCheck.describe(new Impediment(kind, "the disk is full"));

    assertThat(impeded.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    assertThat(impeded.getData())
        .hasValue(Map.of("kind", kind.name(), "detail", "the disk is full"));
  }
}
