package io.election.simulator.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.engine.Timings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The measurements behind {@code election simulate}. */
class StudyTest {

  private static final Workforce TWO_THREADS = Workforce.silent(2);
  private static final RoundTrips LAN = RoundTrips.everywhere(Duration.ofMillis(2));
  private static final Duration DISK = Duration.ofMillis(5);
  private static final Conditions CALM = new Conditions(5, LAN, 0, 0, DISK, Duration.ZERO);

  @Test
  void aFailoverLastsFromShortestTimeoutLessAHeartbeatUpToLongestPlusAFewRoundTrips() {
    FailoverStudy.Result result = new FailoverStudy(CALM, Timings.DEFAULT).run(1, 200, TWO_THREADS);

    assertThat(result.withoutLeader()).isZero();
    assertThat(result.failovers())
        .hasSize(200)
        .filteredOn(failover -> !failover.neededSecondRound())
        .hasSizeGreaterThan(180)
        .allSatisfy(
            failover ->
                assertThat(Duration.ofNanos(failover.totalNanos()))
                    .isBetween(Duration.ofMillis(400), Duration.ofMillis(1030)));
  }

  @Test
  void allDetailsOfAFailoverFollowFromTheSeed() {
    FailoverStudy study = new FailoverStudy(CALM, Timings.DEFAULT);

    assertThat(study.run(1, 20, TWO_THREADS)).isEqualTo(study.run(1, 20, Workforce.silent(1)));
  }

  @Test
  void whereNoMessageArrivesNobodyLeads() {
    Conditions cut = new Conditions(3, LAN, 1, 0, DISK, Duration.ZERO);

    FailoverStudy.Result result = new FailoverStudy(cut, Timings.DEFAULT).run(1, 3, TWO_THREADS);

    assertThat(result).isEqualTo(new FailoverStudy.Result(List.of(), 3));
  }

  @Test
  void aNarrowRangeOfTimeoutsNeedsMoreSecondRounds() {
    Timings narrow =
        new Timings(
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofMillis(505),
            Duration.ofMillis(250),
            0.05);

    assertThat(new FailoverStudy(CALM, narrow).run(1, 200, TWO_THREADS).secondRounds())
        .isGreaterThan(
            new FailoverStudy(CALM, Timings.DEFAULT).run(1, 200, TWO_THREADS).secondRounds());
  }

  @Test
  void aCalmClusterKeepsItsLeader() {
    CalmStudy.Result result = new CalmStudy(CALM, Timings.DEFAULT).run(1, 1, 10, TWO_THREADS);

    assertThat(result).isEqualTo(new CalmStudy.Result(0, Duration.ofHours(1)));
    assertThat(result.perDay()).isZero();
    assertThat(result.perDayIfNoneWasSeen()).isEqualTo(72);
  }

  @Test
  void pausesLongerThanTheTimeoutsReplaceAHealthyLeader() {
    Conditions pausing = new Conditions(5, LAN, 0, 0, DISK, Duration.ofSeconds(3));

    CalmStudy.Result result = new CalmStudy(pausing, Timings.DEFAULT).run(1, 1, 5, TWO_THREADS);

    assertThat(result.changes()).isGreaterThan(5);
    assertThat(result.watched()).as("enough was known early").isLessThan(Duration.ofHours(1));
  }

  @Test
  void theLongerProcessesPauseTheLongerAreTheTimeoutsThatAreAdvised() {
    TimingAdvice.Advice still = advice(Duration.ZERO);
    TimingAdvice.Advice pausing = advice(Duration.ofMillis(200));

    assertThat(pausing.timings().timeoutMin()).isGreaterThan(still.timings().timeoutMin());
    assertThat(pausing.calm().changes()).isZero();
    assertThat(pausing.nextShorter()).isNotNull();
  }

  @Test
  void whereNothingWorksNothingIsAdvised() {
    Conditions cut = new Conditions(3, LAN, 0.7, 0, DISK, Duration.ZERO);

    assertThat(new TimingAdvice(cut, 0.05, 1, 1).search(1, TWO_THREADS)).isEmpty();
  }

  private static TimingAdvice.Advice advice(Duration longestPause) {
    Conditions conditions =
        new Conditions(3, RoundTrips.everywhere(Duration.ofMillis(50)), 0, 0, DISK, longestPause);
    return new TimingAdvice(conditions, 0.05, 1, 1).search(1, TWO_THREADS).orElseThrow();
  }

  @Test
  void nodesAreDealtOutToTheRegionsInTurn() {
    RoundTrips roundTrips = new RoundTrips(List.of("a", "b"), new long[][] {{2, 40}, {60, 4}});

    assertThat(List.of(1, 2, 3)).extracting(roundTrips::regionOf).containsExactly("a", "b", "a");
    long[][] delays = roundTrips.delays(3);
    assertThat(new long[] {delays[1][3], delays[1][2], delays[2][1]}).containsExactly(1, 20, 30);
    assertThat(roundTrips.longestNanos()).isEqualTo(60);
  }

  @Test
  void aQuantileIsTheSmallestDurationThatThisShareDoesNotExceed() {
    Sample sample = Sample.of(List.of(4, 1, 3, 2), each -> each * 1_000_000L);

    assertThat(sample.medianMillis()).isEqualTo(2);
    assertThat(sample.quantileMillis(0.51)).isEqualTo(3);
    assertThat(sample.worstMillis()).isEqualTo(4);
    assertThat(sample.meanMillis()).isEqualTo(2.5);
    assertThat(sample.quantileMillis(0)).isEqualTo(1);
  }
}
