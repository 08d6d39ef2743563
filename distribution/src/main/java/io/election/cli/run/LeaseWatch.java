package io.election.cli.run;

import io.election.cli.NodeClient;
import io.election.cli.NodeReply;
import io.election.cli.NodeReply.Answered;
import io.election.cli.NodeReply.Unanswered;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Asks the node for its lease again and again, several times a lease, and tells the permit. Nothing
 * else happens on its thread that could take long.
 */
final class LeaseWatch implements AutoCloseable {

  private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(1);
  private static final int QUESTIONS_A_LEASE = 10;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  private final URI url;
  private final WorkPermit permit;
  private final LongSupplier clock;
  private final Runnable afterAnswer;
  private final Thread thread;
  private volatile boolean closed;
  private volatile String failure = "no answer";

  /**
   * @param clock that the permit's instants are read from
   * @param afterAnswer called after the permit was told an answer, on the watch's thread
   */
  LeaseWatch(URI url, WorkPermit permit, LongSupplier clock, Runnable afterAnswer) {
    this.url = url;
    this.permit = permit;
    this.clock = clock;
    this.afterAnswer = afterAnswer;
    this.thread = new Thread(this::run, "lease watch");
    thread.setDaemon(true);
  }

  /** Starts to ask. */
  void start() {
    thread.start();
  }

  /** Why the latest question without an answer had none, in a few words for people. */
  String failure() {
    return failure;
  }

  private void run() {
    NodeClient client = new NodeClient(FIRST_TIMEOUT);
    boolean patient = true;
    try {
      while (!closed) {
        long askedNanos = clock.getAsLong();
        NodeReply reply = client.ask(url);
        if (reply instanceof Answered answered) {
          permit.answered(answered.status(), askedNanos, clock.getAsLong());
          afterAnswer.run();
        } else if (reply instanceof Unanswered unanswered) {
          failure = unanswered.reason();
        }
        if (patient && permit.leaseNanos() > 0) {
          // A question that got lost may not keep the next one waiting for too long.
          client = new NodeClient(Duration.ofNanos(Math.max(2_000_000, permit.leaseNanos() / 4)));
          patient = false;
        }
        Thread.sleep(pause().toMillis());
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration pause() {
    Duration pause = Duration.ofNanos(permit.leaseNanos() / QUESTIONS_A_LEASE);
    if (pause.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
