package io.election.simulator.study;

import io.election.engine.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Figure 16 of the Raft paper: how long it takes to detect and replace a crashed leader, by the
 * range of the election timeouts, measured with this engine beside what was published.
 */
public final class Figure16 {

  private final long seed;
  private final int trials;

  /**
   * @param seed of the first trial
   * @param trials for each setting
   */
  public Figure16(long seed, int trials) {
    this.seed = seed;
    this.trials = trials;
  }

  /** The two halves of the figure. */
  public enum Panel {
    /** The upper: the same shortest timeout, more and more randomness. */
    RANDOMNESS,
    /** The lower: ever longer timeouts, the longest always twice the shortest. */
    SCALE
  }

  /**
   * One curve's timeouts.
   *
   * @param panel where it stands
   * @param minMillis the shortest timeout
   * @param maxMillis the longest
   */
  public record Setting(Panel panel, int minMillis, int maxMillis) {

    /** As the figure labels it. */
    public String label() {
      return minMillis + "-" + maxMillis + " ms";
    }

    /** How wide the range is. */
    public int widthMillis() {
      return maxMillis - minMillis;
    }

    /** The engine wants three heartbeats in a timeout, and some range, if only a nanosecond. */
    Timings timings() {
      Duration min = Duration.ofMillis(minMillis);
      Duration max = Duration.ofMillis(maxMillis);
      return new Timings(
          min.dividedBy(3),
          min,
          max.compareTo(min) > 0 ? max : min.plusNanos(1),
          min.dividedBy(2),
          Timings.DEFAULT.maxClockDrift());
    }
  }

  /**
   * Where a curve is.
   *
   * @param share of the trials
   * @param millis that took no longer than this
   */
  public record Point(double share, double millis) {}

  /**
   * A published curve.
   *
   * @param points by rising share
   */
  public record Curve(Setting setting, List<Point> points) {

    /** The published time that half of the trials did not exceed. */
    public double medianMillis() {
      return quantileMillis(0.5);
    }

    /** The published time of the smallest share of at least this size. */
    public double quantileMillis(double share) {
      return points.stream()
          .filter(point -> point.share() >= share)
          .findFirst()
          .orElseThrow()
          .millis();
    }
  }

  /**
   * What was published and what was measured here.
   *
   * @param published the figure's curve
   * @param modelNanos what plain Raft takes in the same trials, see {@link PaperModel}
   * @param failovers every one that was measured
   * @param withoutLeader in how many trials nobody led within the time that was waited
   */
  public record Comparison(
      Curve published, List<Long> modelNanos, List<Failover> failovers, int withoutLeader) {

    /** What plain Raft takes under the same conditions. */
    public Sample model() {
      return Sample.of(modelNanos, nanos -> nanos);
    }

    /** Whether plain Raft elects at all in most trials, within the ten minutes that it is given. */
    public boolean modelElects() {
      return model().medianMillis() < PaperModel.LIMIT.minusSeconds(1).toMillis();
    }

    /** What the figure shows: without the stages that plain Raft does not have. */
    public Sample plain() {
      return Sample.of(failovers, Failover::plainNanos);
    }

    /** What a user of this engine waits for. */
    public Sample total() {
      return Sample.of(failovers, Failover::totalNanos);
    }

    /** Our median in published ones, like with like. */
    public double ratio() {
      return plain().medianMillis() / published.medianMillis();
    }

    /** The median up to the first lease in published ones. */
    public double totalRatio() {
      return total().medianMillis() / published.medianMillis();
    }
  }

  /** Measures every setting of the figure. */
  public List<Comparison> run(Workforce workforce) {
    List<Comparison> comparisons = new ArrayList<>();
    for (Curve curve : PublishedCurves.all()) {
      comparisons.add(run(curve, workforce));
    }
    return List.copyOf(comparisons);
  }

  private Comparison run(Curve curve, Workforce workforce) {
    Setting setting = curve.setting();
    List<Failover> failovers =
        workforce
            .run(setting.label(), seed, trials, each -> Figure16Trial.run(setting.timings(), each))
            .stream()
            .flatMap(Optional::stream)
            .toList();
    List<Long> model =
        workforce.run(
            setting.label() + ", plain Raft",
            seed,
            trials,
            each -> new PaperModel(setting, each).electionNanos());
    return new Comparison(curve, model, failovers, trials - failovers.size());
  }
}
