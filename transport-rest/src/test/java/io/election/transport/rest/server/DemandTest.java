package io.election.transport.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request wants, by its method and path. */
class DemandTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /election, READING",
    "HEAD, /election/, READING",
    "GET, /election;a=b/history, READING",
    "GET, /election/events, READING",
    "GET, /election/work, READING",
    "OPTIONS, /leader, READING",
    "GET, /follower/, READING",
    "GET, /q/metrics, READING",
    "GET, /q/metrics/, READING",
    "GET, /q/openapi.json, READING",
    "POST, /election/transfer, STEERING",
    "POST, /election/resign, STEERING",
    "POST, /election/pause;a=b, STEERING",
    "POST, /election;a=b/resume, STEERING",
    "PUT, /election/pause, STEERING",
    "DELETE, /election, STEERING",
    "BREW, /leader, STEERING",
    "GET, /, NOTHING",
    "GET, /dashboard/main.js, NOTHING",
    "GET, /q/health/ready, NOTHING",
    "GET, /q/metricsx, NOTHING",
    "POST, /raft/v1/append-entries, NOTHING",
    "POST, /orders, NOTHING",
    "POST, /elections, NOTHING"
  })
  void aRequestWants(String method, String path, Demand demand) {
    assertThat(Demand.of(HttpMethod.valueOf(method), path)).isEqualTo(demand);
  }
}
