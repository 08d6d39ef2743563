package io.election.transport.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.ElectionStatus;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(60)
class LeaderWorkTest {

  private static final String START =
      "event: start\ndata: {\"term\":7,\"nodeId\":1,\"leaderAddress\":\"127.0.0.1:7101\"}\n\n";

  @TestHTTPResource("/election/work")
  URI work;

  @Inject SettableElection election;
  @Inject SettableMonitor monitor;
  @Inject LeaderWork leaderWork;

  @BeforeEach
  void leads() {
    monitor.set(leading(Duration.ofMinutes(1)));
  }

  @Test
  void aProgramIsToldToStartWhenThisNodeLeads() throws Exception {
    try (StreamReader program = StreamReader.open(work)) {
      assertThat(program.status()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(program.headers()).containsEntry("content-type", "text/event-stream");
      assertThat(program.next()).isEqualTo(":\n\n");
      SettableElection.Task task = election.nextTask();
      leaderWork.keepAlive();
      assertThat(program.next()).isEqualTo(":\n\n");
      task.start(7);
      assertThat(program.nextEvent()).isEqualTo(START);
      assertThat(task.ended).isNotDone();
    }
  }

  /** Rule H1: a hand-over waits for the end of the task, and that is the end of the program. */
  @Test
  void theTaskLastsUntilTheProgramThatWasToldToStopHasStopped() throws Exception {
    SettableElection.Task task;
    try (StreamReader program = started()) {
      task = election.nextTask();
      task.start(7);
      assertThat(program.nextEvent()).isEqualTo(START);
      task.interrupt();
      assertThat(program.nextEvent()).isEqualTo(stop(54_000));
      assertThat(task.ended).isNotDone();
    }
    task.ended.get();
    task.withdrawn.get();
  }

  /** A program that hangs must not hold up a hand-over for ever. */
  @Test
  void theTaskLastsNoLongerThanTheTimeThatTheProgramHas() throws Exception {
    monitor.set(leading(Duration.ofMillis(50)));
    try (StreamReader program = started()) {
      SettableElection.Task task = election.nextTask();
      task.start(7);
      assertThat(program.nextEvent()).isEqualTo(START);
      task.interrupt();
      assertThat(program.nextEvent()).isEqualTo(stop(45));
      task.ended.get();
      assertThat(program.nextEvent()).as("the end of the answer").isNull();
    }
  }

  @Test
  void aProgramThatHasNoTimeLeftIsToldSo() throws Exception {
    try (StreamReader program = started()) {
      SettableElection.Task task = election.nextTask();
      task.start(7);
      assertThat(program.nextEvent()).isEqualTo(START);
      monitor.set(afterwards(Duration.ofMinutes(2)));
      task.interrupt();
      assertThat(program.nextEvent()).isEqualTo(stop(0));
      task.ended.get();
    }
  }

  @Test
  void aProgramThatEndsByItselfEndsTheTask() throws Exception {
    SettableElection.Task task;
    try (StreamReader program = started()) {
      task = election.nextTask();
      task.start(7);
      assertThat(program.nextEvent()).isEqualTo(START);
    }
    task.ended.get();
    task.withdrawn.get();
  }

  @Test
  void aProgramThatGoesBeforeItWasStartedIsForgotten() throws Exception {
    SettableElection.Task task;
    try (StreamReader program = started()) {
      task = election.nextTask();
    }
    task.withdrawn.get();
  }

  @Test
  void thereIsAnEndToHowManyProgramsWaitBesideOneNode() throws Exception {
    List<StreamReader> programs = new ArrayList<>();
    List<SettableElection.Task> tasks = new ArrayList<>();
    try {
      for (int program = 0; program < 100; program++) {
        programs.add(started());
        tasks.add(election.nextTask());
      }
      try (StreamReader oneMore = StreamReader.open(work)) {
        assertThat(oneMore.status()).isEqualTo("HTTP/1.1 503 Service Unavailable");
        assertThat(oneMore.headers()).containsEntry("content-type", "application/problem+json");
      }
    } finally {
      for (StreamReader program : programs) {
        program.close();
      }
    }
    for (SettableElection.Task task : tasks) {
      task.withdrawn.get();
    }
    try (StreamReader program = started()) {
      election.nextTask();
    }
  }

  private StreamReader started() throws IOException {
    StreamReader program = StreamReader.open(work);
    assertThat(program.next()).isEqualTo(":\n\n");
    return program;
  }

  private static String stop(long withinMillis) {
    return "event: stop\ndata: {\"term\":7,\"withinMs\":" + withinMillis + "}\n\n";
  }

  private static ElectionStatus leading(Duration lease) {
    return SettableMonitor.withLease(lease, SettableMonitor.UPTIME);
  }

  /** The same node without a lease, later. */
  private static ElectionStatus afterwards(Duration later) {
    return SettableMonitor.withLease(Duration.ZERO, SettableMonitor.UPTIME.plus(later));
  }
}
