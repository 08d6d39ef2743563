package io.election.simulator.study;

import io.election.engine.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the timings that replace a crashed leader soonest and still leave a healthy one alone:
 * first the shortest {@code timeout.min} that does, then the heartbeat and the range that go with
 * it.
 */
public final class TimingAdvice {

  private static final int[] TIMEOUTS_MILLIS = {
    10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 7500, 10_000
  };
  private static final int[] HEARTBEATS_A_TIMEOUT = {3, 5, 10};
  private static final double[] RANGES = {1.5, 2, 3};
  private static final Shape USUAL = new Shape(5, 2);
  private static final int CRASHES = 300;

  private final Conditions conditions;
  private final double maxClockDrift;
  private final int calmHours;
  private final long mostChanges;

  /**
   * @param conditions that the timings are for
   * @param maxClockDrift that the lease has to allow for
   * @param calmHours how long to watch healthy clusters for each candidate
   * @param mostADay how many false elections a day are fine
   */
  public TimingAdvice(Conditions conditions, double maxClockDrift, int calmHours, double mostADay) {
    this.conditions = conditions;
    this.maxClockDrift = maxClockDrift;
    this.calmHours = calmHours;
    this.mostChanges = (long) (mostADay * calmHours / 24);
  }

  /** How heartbeat and range go with a shortest timeout. */
  private record Shape(int heartbeatsATimeout, double range) {}

  /**
   * Timings and what to expect of them.
   *
   * @param timings the recommendation
   * @param failover what a crash of the leader costs with them
   * @param calm the false elections with them
   * @param nextShorter the candidate before, with more false elections than are fine; null if these
   *     are the shortest that were tried
   */
  public record Advice(
      Timings timings,
      FailoverStudy.Result failover,
      CalmStudy.Result calm,
      @Nullable Rejected nextShorter) {}

  /**
   * A shortest timeout that is too short.
   *
   * @param timeoutMin of the candidate
   * @param calm its false elections, counted until there were too many
   */
  public record Rejected(Duration timeoutMin, CalmStudy.Result calm) {}

  /** Nothing if even the longest timeouts leave too many false elections. */
  public Optional<Advice> search(long seed, Workforce workforce) {
    Rejected rejected = null;
    for (int millis : TIMEOUTS_MILLIS) {
      Duration timeoutMin = Duration.ofMillis(millis);
      if (timeoutMin.compareTo(shortestThatCouldWork()) >= 0) {
        CalmStudy.Result calm = watch(timings(timeoutMin, USUAL), seed, workforce);
        if (calm.changes() <= mostChanges) {
          return Optional.of(refine(timeoutMin, rejected, seed, workforce));
        }
        rejected = new Rejected(timeoutMin, calm);
      }
    }
    return Optional.empty();
  }

  /**
   * The slowest usual call has to end within {@code rpc-timeout}, half of this, and the slowest
   * usual write within the store's time limit (rule T5).
   */
  private Duration shortestThatCouldWork() {
    return Duration.ofNanos(
        Math.max(3 * conditions.roundTrips().longestNanos(), 2 * conditions.disk().toNanos()));
  }

  /** The mean and not the median decides: it also counts what second rounds cost. */
  private Advice refine(
      Duration timeoutMin, @Nullable Rejected rejected, long seed, Workforce workforce) {
    List<Advice> candidates = new ArrayList<>();
    for (Shape shape : shapes()) {
      Timings timings = timings(timeoutMin, shape);
      FailoverStudy.Result failover =
          new FailoverStudy(conditions, timings).run(seed, CRASHES, workforce);
      if (failover.withoutLeader() == 0) {
        candidates.add(
            new Advice(timings, failover, new CalmStudy.Result(0, Duration.ZERO), rejected));
      }
    }
    candidates.sort(
        Comparator.comparingDouble(
            candidate ->
                Sample.of(candidate.failover().failovers(), Failover::totalNanos).meanMillis()));
    for (Advice candidate : candidates) {
      CalmStudy.Result calm = watch(candidate.timings(), seed, workforce);
      if (calm.changes() <= mostChanges) {
        return new Advice(candidate.timings(), candidate.failover(), calm, rejected);
      }
    }
    throw new IllegalStateException("the usual shape was fine a moment ago");
  }

  private CalmStudy.Result watch(Timings timings, long seed, Workforce workforce) {
    return new CalmStudy(conditions, timings).run(seed, calmHours, mostChanges, workforce);
  }

  private static List<Shape> shapes() {
    return IntStream.of(HEARTBEATS_A_TIMEOUT)
        .boxed()
        .flatMap(
            heartbeats -> Arrays.stream(RANGES).mapToObj(range -> new Shape(heartbeats, range)))
        .toList();
  }

  /** In whole milliseconds, as people configure them. */
  private Timings timings(Duration timeoutMin, Shape shape) {
    long millis = timeoutMin.toMillis();
    return new Timings(
        Duration.ofMillis(millis / shape.heartbeatsATimeout()),
        timeoutMin,
        Duration.ofMillis((long) Math.ceil(millis * shape.range())),
        timeoutMin.dividedBy(2),
        maxClockDrift);
  }
}
