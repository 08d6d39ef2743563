package io.election.cli.simulate;

import io.election.engine.Timings;
import io.election.simulator.study.CalmStudy;
import io.election.simulator.study.Conditions;
import io.election.simulator.study.Failover;
import io.election.simulator.study.FailoverStudy;
import io.election.simulator.study.Sample;
import io.election.simulator.study.TimingAdvice.Advice;
import io.election.simulator.study.TimingAdvice.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An expectation as lines for people. */
final class ExpectationText {

  private final Expectation expectation;
  private final List<String> lines = new ArrayList<>();

  private ExpectationText(Expectation expectation) {
    this.expectation = expectation;
  }

  static List<String> of(Expectation expectation) {
    ExpectationText text = new ExpectationText(expectation);
    text.describe();
    text.tellFailover();
    if (expectation.stability() != null) {
      text.tellStability(expectation.stability());
    }
    return text.lines;
  }

  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  private void describe() {
    Conditions conditions = expectation.conditions();
    add(
        "%d nodes, round trip %s, loss %s, late %s, disk %s, pauses up to %s",
        conditions.nodes(),
        roundTrips(conditions),
        percent(conditions.loss()),
        percent(conditions.late()),
        Milliseconds.of(conditions.disk()),
        Milliseconds.of(conditions.longestPause()));
    add("%s; seed %d", timings(expectation.timings()), expectation.seed());
    if (!expectation.roundTripsFitCalls()) {
      add(
          "caution: calls between far nodes may take longer than election.rpc-timeout %s,"
              + " and a real node gives them up",
          Milliseconds.of(expectation.timings().rpcTimeout()));
    }
    lines.add("");
  }

  private static String roundTrips(Conditions conditions) {
    if (conditions.roundTrips().regions().size() == 1) {
      return Milliseconds.of(conditions.roundTrips().longestNanos() / 1e6);
    }
    return "up to "
        + Milliseconds.of(conditions.roundTrips().longestNanos() / 1e6)
        + " ("
        + IntStream.rangeClosed(1, conditions.nodes())
            .mapToObj(node -> node + " " + conditions.roundTrips().regionOf(node))
            .collect(Collectors.joining(", "))
        + ")";
  }

  private static String timings(Timings timings) {
    return "heartbeat %s, timeout %s to %s, clock drift %s"
        .formatted(
            Milliseconds.of(timings.heartbeatInterval()),
            Milliseconds.of(timings.timeoutMin()),
            Milliseconds.of(timings.timeoutMax()),
            percent(timings.maxClockDrift()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share).replaceFirst("\\.?0+$", "") + " %";
  }

  private void tellFailover() {
    FailoverStudy.Result failover = expectation.failover();
    Sample total = expectation.total();
    add("Fail-over, from the crash of the leader to the next lease, %d crashes:", total.size());
    add(
        "  median %s, p90 %s, p99 %s, worst %s",
        Milliseconds.of(total.medianMillis()),
        Milliseconds.of(total.quantileMillis(0.9)),
        Milliseconds.of(total.quantileMillis(0.99)),
        Milliseconds.of(total.worstMillis()));
    add(
        "  on average %s to detect it, %s pre-vote, %s vote, %s first lease",
        mean(failover, Failover::detectionNanos),
        mean(failover, Failover::preVoteNanos),
        mean(failover, Failover::voteNanos),
        mean(failover, Failover::leaseNanos));
    add(
        "  %s needed a second round, %s a second term (a split vote)",
        percent(failover.secondRounds()), percent(failover.splitVotes()));
    if (failover.withoutLeader() > 0) {
      add("  in %d more trials nobody led for a very long time", failover.withoutLeader());
    }
    lines.add("");
    lines.addAll(Histogram.of(failover.failovers()));
  }

  private static String mean(FailoverStudy.Result failover, ToLongFunction<Failover> stage) {
    return Milliseconds.of(Sample.of(failover.failovers(), stage).meanMillis());
  }

  private void tellStability(Expectation.Stability stability) {
    lines.add("");
    add("False elections, with nothing crashed: %s", falseElections(stability.calm()));
    lines.add("");
    if (stability.advice().isEmpty()) {
      add(
          "No recommendation: even with timeouts of 10 s there are more than %s a day.",
          number(stability.mostADay()));
    } else {
      recommend(stability.advice().get(), stability.mostADay());
    }
  }

  private static String falseElections(CalmStudy.Result calm) {
    return calm.changes() == 0
        ? "none in %s (so probably fewer than %s a day)"
            .formatted(watched(calm), number(calm.perDayIfNoneWasSeen()))
        : "%s a day (%d in %s)".formatted(number(calm.perDay()), calm.changes(), watched(calm));
  }

  private static String watched(CalmStudy.Result calm) {
    long minutes = calm.watched().toMinutes();
    return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number)
        .replaceFirst("\\.0$", "");
  }

  private void recommend(Advice advice, double mostADay) {
    Timings timings = advice.timings();
    Sample total = Sample.of(advice.failover().failovers(), Failover::totalNanos);
    add("Recommended:");
    add("  election.heartbeat-interval=%s", configured(timings.heartbeatInterval()));
    add("  election.timeout.min=%s", configured(timings.timeoutMin()));
    add("  election.timeout.max=%s", configured(timings.timeoutMax()));
    add(
        "  fail-over median %s, p99 %s; %s need a second round; false elections: %s",
        Milliseconds.of(total.medianMillis()),
        Milliseconds.of(total.quantileMillis(0.99)),
        percent(advice.failover().secondRounds()),
        falseElections(advice.calm()));
    add("  Why: %s;", whyNotShorter(advice.nextShorter(), mostADay));
    add("  of heartbeats and ranges for it, these give the shortest fail-over on average.");
  }

  private static String whyNotShorter(@Nullable Rejected rejected, double mostADay) {
    return rejected == null
        ? "no shorter timeout.min fits the round trips and the disk"
        : "timeout.min %s would have about %s false elections a day, more than %s"
            .formatted(
                Milliseconds.of(rejected.timeoutMin()),
                number(rejected.calm().perDay()),
                number(mostADay));
  }

  private static String configured(Duration duration) {
    return duration.toMillis() + "ms";
  }
}
