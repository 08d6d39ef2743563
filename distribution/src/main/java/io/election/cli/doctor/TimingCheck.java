package io.election.cli.doctor;

import io.election.cli.NodeStatus;
import io.election.engine.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Whether the timings leave the network and the disk the time that they need. */
final class TimingCheck {

  /** A vote takes a round trip and a write; a timeout below twice that ends elections it began. */
  private static final int TOO_LITTLE = 2;

  /** Below this, a single slow answer is enough for an election that nobody needed. */
  private static final int LITTLE = 5;

  private static final int PLENTY = 10;

  private final Timings timings;

  TimingCheck(Timings timings) {
    this.timings = timings;
  }

  /**
   * @param worstRoundTripNanos the longest that was measured
   * @param worstWriteNanos the longest that was measured; 0 if none was
   */
  List<Finding> of(List<ExaminedNode> nodes, long worstRoundTripNanos, long worstWriteNanos) {
    List<Finding> findings = new ArrayList<>();
    lease(nodes).ifPresent(lease -> findings.add(compareWith(lease)));
    findings.add(heartbeat(worstRoundTripNanos));
    findings.add(timeout(worstRoundTripNanos + worstWriteNanos));
    return findings;
  }

  /** The longest lease that a leader was seen with, in milliseconds. */
  private static OptionalLong lease(List<ExaminedNode> nodes) {
    return nodes.stream()
        .flatMap(node -> node.samples().stream())
        .map(Sample::status)
        .filter(NodeStatus::isLeader)
        .mapToLong(NodeStatus::leaseRemainingMs)
        .max();
  }

  /** A node does not say what its timings are, but its lease gives them away. */
  private Finding compareWith(long leaseMillis) {
    long expected = (long) (timings.timeoutMin().toMillis() * (1 - timings.maxClockDrift()));
    String seen =
        "the leader's lease is up to %d ms, and up to %d ms is what timeout.min %s gives"
            .formatted(leaseMillis, expected, text(timings.timeoutMin()));
    boolean fits = leaseMillis <= expected && leaseMillis >= expected - 2 * heartbeatMillis();
    return fits
        ? Finding.ok("timings", seen)
        : Finding.warn(
            "timings",
            seen
                + "; the nodes have other timings, so give them to doctor: --timeout-min and so on");
  }

  private long heartbeatMillis() {
    return timings.heartbeatInterval().toMillis();
  }

  private Finding heartbeat(long worstRoundTripNanos) {
    String rule =
        "heartbeat-interval %s x 3 <= timeout.min %s; the worst round trip is %s"
            .formatted(
                text(timings.heartbeatInterval()),
                text(timings.timeoutMin()),
                Spread.milliseconds(worstRoundTripNanos));
    return worstRoundTripNanos <= timings.heartbeatInterval().toNanos()
        ? Finding.ok("timings", rule)
        : Finding.warn(
            "timings", rule + ", longer than the interval; raise it to a few round trips");
  }

  private Finding timeout(long neededNanos) {
    long timeout = timings.timeoutMin().toNanos();
    String measured =
        "timeout.min %s is %.1f times the worst round trip and synced write together (%s)"
            .formatted(
                text(timings.timeoutMin()),
                (double) timeout / neededNanos,
                Spread.milliseconds(neededNanos));
    if (neededNanos * LITTLE <= timeout) {
      return Finding.ok("timings", measured);
    }
    String wayOut = measured + "; " + recommended(neededNanos);
    return neededNanos * TOO_LITTLE <= timeout
        ? Finding.warn("timings", wayOut)
        : Finding.fail("timings", wayOut);
  }

  private static String recommended(long neededNanos) {
    long millis = roundUp(Duration.ofNanos(neededNanos * PLENTY).toMillis());
    return "take heartbeat-interval %d ms, timeout.min %d ms, timeout.max %d ms or more"
        .formatted(millis / 5, millis, millis * 2);
  }

  /** To the next number with one digit and zeros. */
  private static long roundUp(long millis) {
    long unit = 10;
    while (unit * 10 <= millis) {
      unit *= 10;
    }
    return (millis + unit - 1) / unit * unit;
  }

  private static String text(Duration duration) {
    return Spread.milliseconds(duration.toNanos());
  }
}
