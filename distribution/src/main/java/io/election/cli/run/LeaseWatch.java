package io.election.cli.run;

import io.election.cli.NodeClient;
import io.election.cli.NodeReply;
import io.election.cli.NodeReply.Answered;
import io.election.cli.NodeReply.Unanswered;
import io.election.cli.access.NodeAccess;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Asks the node for its lease again and again, several times a lease, and tells the permit. Nothing
 * else happens on its thread that could take long.
 */
final class LeaseWatch implements AutoCloseable {

  private static final int TRIES_A_LEASE = 4;
  private static final Duration SHORTEST_PATIENCE = Duration.ofMillis(50);
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(1);
  private static final int QUESTIONS_A_LEASE = 10;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  private final URI url;
  private final NodeAccess access;
  private final WorkPermit permit;
  private final LongSupplier clock;
  private final Runnable afterAnswer;
  private final Thread thread;
  private volatile boolean closed;
  private volatile String failure = "no answer";

  /**
   * @param access as whom the node is asked
   * @param clock that the permit's instants are read from
   * @param afterAnswer called after the permit was told an answer, on the watch's thread
   */
  LeaseWatch(
      URI url, NodeAccess access, WorkPermit permit, LongSupplier clock, Runnable afterAnswer) {
    this.url = url;
    this.access = access;
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
    try {
      while (!closed) {
        long askedNanos = clock.getAsLong();
        NodeReply reply = new NodeClient(patience(), access).ask(url);
        if (reply instanceof Answered answered) {
          permit.answered(answered.status(), askedNanos, clock.getAsLong());
          afterAnswer.run();
        } else if (reply instanceof Unanswered unanswered) {
          failure = unanswered.reason();
        }
        Thread.sleep(partOfLease(QUESTIONS_A_LEASE, SHORTEST_PAUSE, LONGEST_PAUSE).toMillis());
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }

  /** A question that got lost may not keep the next one waiting for too long. */
  private Duration patience() {
    return permit.leaseNanos() == 0
        ? LONGEST_PATIENCE
        : partOfLease(TRIES_A_LEASE, SHORTEST_PATIENCE, LONGEST_PATIENCE);
  }

  private Duration partOfLease(int parts, Duration atLeast, Duration atMost) {
    Duration part = Duration.ofNanos(permit.leaseNanos() / parts);
    if (part.compareTo(atLeast) < 0) {
      return atLeast;
    }
    return part.compareTo(atMost) > 0 ? atMost : part;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
