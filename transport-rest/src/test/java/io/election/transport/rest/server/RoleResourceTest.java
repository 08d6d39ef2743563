package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.election.api.ElectionStatus;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class RoleResourceTest {

  @Inject SettableMonitor monitor;

  static Stream<Arguments> roles() {
    return Stream.of("GET", "HEAD", "OPTIONS")
        .flatMap(
            method ->
                Stream.of(
                    arguments(method, "/leader", SettableMonitor.LEADING, 200),
                    arguments(method, "/leader", SettableMonitor.LEADING_WITHOUT_LEASE, 503),
                    arguments(method, "/leader/", SettableMonitor.LEADING, 200),
                    arguments(method, "/leader?check=1", SettableMonitor.LEADING, 200),
                    arguments(method, "/leader", SettableMonitor.FOLLOWING, 503),
                    arguments(method, "/leader", SettableMonitor.ALONE, 503),
                    arguments(method, "/follower", SettableMonitor.LEADING, 503),
                    arguments(method, "/follower", SettableMonitor.FOLLOWING, 200),
                    arguments(method, "/follower/", SettableMonitor.FOLLOWING, 200),
                    arguments(method, "/follower", SettableMonitor.ALONE, 503)));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void theStatusTellsTheRoleAndTheRestWhoLeads(
      String method, String path, ElectionStatus status, int code) {
    monitor.set(status);

    Response response = given().request(method, path);

    assertThat(response.statusCode()).isEqualTo(code);
    assertThat(response.header("X-Election-Term")).isEqualTo(String.valueOf(status.term()));
    assertThat(response.header("X-Election-Leader"))
        .isEqualTo(status.leader() == null ? null : String.valueOf(status.leader().id()));
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.contentType()).startsWith("application/json");
    if (method.equals("GET")) {
      assertThat(response.asString()).isIn(BODIES);
    }
    // A second look could see another state than the first (rule L2).
    assertThat(monitor.looks).hasValue(1);
  }

  private static final List<String> BODIES =
      List.of(
          "{\"leaderId\":1,\"leaderAddress\":\"127.0.0.1:7101\",\"term\":7}",
          "{\"leaderId\":null,\"leaderAddress\":null,\"term\":7}",
          "{\"leaderId\":2,\"leaderAddress\":\"127.0.0.1:7102\",\"term\":8}",
          "{\"leaderId\":null,\"leaderAddress\":null,\"term\":0}");
}
