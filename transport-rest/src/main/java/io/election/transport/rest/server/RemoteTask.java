package io.election.transport.rest.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.election.api.ElectionStatus.MemberStatus;
import io.election.api.LeaderTask;
import io.election.api.Leadership;
import io.election.transport.rest.wire.Json;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The work of a program at the other end of a connection. The program closes the connection when it
 * has stopped; until then, or until its time is over, this task goes on and a hand-over waits for
 * it (rule H1).
 */
final class RemoteTask implements LeaderTask {

  private final EventStream program;
  private final ElectionMonitor monitor;
  private final CountDownLatch stopped = new CountDownLatch(1);

  RemoteTask(EventStream program, ElectionMonitor monitor) {
    this.program = program;
    this.monitor = monitor;
  }

  /** The connection is closed. Called by any thread. */
  void programHasStopped() {
    stopped.countDown();
  }

  @Override
  public void run(Leadership leadership) throws InterruptedException {
    WorkTime time = new WorkTime(leadership.term());
    ElectionStatus status = monitor.status();
    time.observe(status);
    program.post(ServerSentEvents.write("start", start(leadership.term(), status)));
    try {
      while (!stopped.await(time.untilNextLook().toNanos(), TimeUnit.NANOSECONDS)) {
        time.observe(monitor.status());
      }
    } catch (InterruptedException stop) {
      stop(leadership.term(), time.left(monitor.status()));
    } finally {
      program.finish();
    }
  }

  private void stop(long term, Duration left) throws InterruptedException {
    // A tenth is for the way there and back.
    long withinMillis = left.multipliedBy(9).dividedBy(10).toMillis();
    program.post(
        ServerSentEvents.write(
            "stop", Json.object().put("term", term).put("withinMs", withinMillis)));
    stopped.await(left.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static ObjectNode start(long term, ElectionStatus status) {
    String address =
        status.members().stream()
            .filter(MemberStatus::self)
            .map(MemberStatus::address)
            .findFirst()
            .orElseThrow();
    return Json.object()
        .put("term", term)
        .put("nodeId", status.nodeId())
        .put("leaderAddress", address);
  }
}
