package io.election.simulator.study;

import io.election.engine.Effect;
import io.election.engine.Timings;
import io.election.simulator.SimulatedCluster;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Lets clusters run in which nothing crashes, and counts how often the leader changes. */
public final class CalmStudy {

  private static final Duration PIECE = Duration.ofMinutes(1);

  /** What one cluster goes through: the unit of work. */
  private static final Duration WATCH = Duration.ofHours(1);

  private final Conditions conditions;
  private final Timings timings;

  /**
   * @param conditions of the clusters
   * @param timings of their elections
   */
  public CalmStudy(Conditions conditions, Timings timings) {
    this.conditions = conditions;
    this.timings = timings;
  }

  /**
   * What came out.
   *
   * @param changes how often a node began to lead though nothing had crashed: false elections
   * @param watched for how long
   */
  public record Result(long changes, Duration watched) {

    /** False elections a day. */
    public double perDay() {
      return changes / days();
    }

    /**
     * So many a day or fewer there are with 95 % confidence when none was seen (the rule of three).
     */
    public double perDayIfNoneWasSeen() {
      return 3 / days();
    }

    private double days() {
      return watched.toNanos() / (double) Duration.ofDays(1).toNanos();
    }

    private Result plus(Result other) {
      return new Result(changes + other.changes, watched.plus(other.watched));
    }
  }

  /**
   * Watches for so many hours, in clusters of an hour each.
   *
   * @param mostChanges enough to know: a cluster in which the leader changes more often is watched
   *     no longer
   */
  public Result run(long seed, int hours, long mostChanges, Workforce workforce) {
    List<Result> results =
        workforce.run("calm hours", seed, hours, each -> watch(each, mostChanges));
    return results.stream().reduce(new Result(0, Duration.ZERO), Result::plus);
  }

  private Result watch(long seed, long mostChanges) {
    SimulatedCluster cluster = conditions.cluster(timings, new SplittableRandom(seed));
    Settled.start(cluster);
    long[] changes = {0};
    cluster.afterEveryEffect(
        (node, effect) -> {
          if (effect instanceof Effect.LeadershipBegan) {
            changes[0]++;
          }
        });
    Duration watched = Duration.ZERO;
    while (watched.compareTo(WATCH) < 0 && changes[0] <= mostChanges) {
      cluster.run(PIECE.toNanos());
      watched = watched.plus(PIECE);
    }
    return new Result(changes[0], watched);
  }
}
