package io.election.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.cli.doctor.Finding.Level;
import io.election.engine.Timings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTest {

  private static final double DRIFT = 0.05;
  private static final long MILLISECOND = 1_000_000;

  @Test
  void aHealthyClusterHasNothingToMend() {
    List<ExaminedNode> nodes = healthy();

    assertThat(MembershipCheck.of(all(nodes)))
        .containsExactly(
            Finding.ok("nodes", "3 of 3 members answer"),
            Finding.ok("cluster", "all nodes are of cluster local"),
            Finding.ok(
                "members",
                "all nodes know the members 1=127.0.0.1:7101, 2=127.0.0.1:7102, 3=127.0.0.1:7103"),
            Finding.ok("network", "all nodes that answer hear each other"));
    assertThat(LeaderCheck.of(nodes))
        .containsExactly(
            Finding.ok("leader", "node 1 leads in term 8"),
            Finding.ok("version", "all nodes run 1.0"));
    assertThat(ClockCheck.of(nodes, DRIFT).level()).isEqualTo(Level.OK);
    assertThat(timings(nodes, MILLISECOND, MILLISECOND))
        .extracting(Finding::level)
        .containsOnly(Level.OK);
  }

  @Test
  void aMinorityThatIsSilentIsAWarningAndAMajorityAFailure() {
    URI silent = URI.create("http://127.0.0.1:7103");
    Examination two =
        new Examination(healthy().subList(0, 2), Map.of(silent, "connection refused"));
    assertThat(MembershipCheck.of(two))
        .contains(
            Finding.warn("nodes", "2 of 3 members answer; start the others"),
            Finding.warn("nodes", silent + ": connection refused"));

    Examination one = new Examination(healthy().subList(0, 1), Map.of());
    assertThat(MembershipCheck.of(one))
        .contains(
            Finding.fail("nodes", "1 of 3 members answer, which is no majority; start the others"));
  }

  @Test
  void aNodeThatTakesNoPartIsAFailureThatSaysWhy() {
    List<ExaminedNode> nodes =
        List.of(
            Patients.healthy().node(1),
            Patients.healthy().impededBy("data/node-2 cannot be written").node(2),
            Patients.healthy().node(3));

    assertThat(MembershipCheck.of(all(nodes)))
        .contains(
            Finding.fail(
                "nodes", "node 2 takes no part in elections: data/node-2 cannot be written"));
  }

  @Test
  void anEvenNumberOfMembersIsNoBetterThanTheOddOneBelow() {
    Patients four = Patients.healthy().members(4);
    List<ExaminedNode> nodes = List.of(four.node(1), four.node(2), four.node(3), four.node(4));

    assertThat(MembershipCheck.of(all(nodes)))
        .contains(
            Finding.warn(
                "nodes",
                "4 members survive the loss of no more than 3 do; leave one out or add one"));
  }

  @Test
  void nodesOfTwoClustersAndDifferingMembersAreFailuresThatNameWhoSaysWhat() {
    Patients healthy = Patients.healthy();
    List<ExaminedNode> nodes =
        List.of(
            healthy.node(1),
            Patients.healthy().clusterId("blue").node(2),
            Patients.healthy().addressOfNode2("10.0.0.2:7102").node(3));

    assertThat(MembershipCheck.of(all(nodes)))
        .contains(
            Finding.fail(
                "cluster",
                "node 2 says blue, but node 1, node 3 says local; they refuse each other; give"
                    + " all the same election.cluster-id"))
        .anySatisfy(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.FAIL);
              assertThat(finding.topic()).isEqualTo("members");
              assertThat(finding.text()).contains("node 3 says 1=127.0.0.1:7101, 2=10.0.0.2:7102");
            });
  }

  @Test
  void oneIdAtTwoAddressesIsSuspicious() {
    ExaminedNode node = Patients.healthy().node(2);
    ExaminedNode twin = new ExaminedNode(URI.create("http://10.0.0.9:7102"), node.samples());

    assertThat(MembershipCheck.of(all(List.of(node, twin))))
        .anySatisfy(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.WARN);
              assertThat(finding.text())
                  .startsWith("node 2 answers at http://127.0.0.1:7102 and http://10.0.0.9:7102");
            });
  }

  @Test
  void aCutLinkIsTold() {
    List<ExaminedNode> nodes =
        List.of(
            Patients.healthy().doesNotHear(3).node(1),
            Patients.healthy().node(2),
            Patients.healthy().node(3));

    assertThat(MembershipCheck.of(all(nodes)))
        .contains(
            Finding.warn(
                "network",
                "node 1 does not hear node 3 at 127.0.0.1:7103, although it answers here; look at"
                    + " the network and firewalls between them"));
  }

  @Test
  void aNodeThatIsDownIsNotACutLink() {
    List<ExaminedNode> nodes = List.of(Patients.healthy().doesNotHear(3).node(1));

    assertThat(MembershipCheck.of(all(nodes)))
        .contains(Finding.ok("network", "all nodes that answer hear each other"));
  }

  @Test
  void nobodyWhoLeadsIsAFailureAndAPauseAWarning() {
    List<ExaminedNode> nodes =
        List.of(
            Patients.healthy().withoutLeader().node(1),
            Patients.healthy().withoutLeader().paused().node(2));

    assertThat(LeaderCheck.of(nodes))
        .extracting(Finding::level)
        .containsExactly(Level.FAIL, Level.WARN, Level.OK);
    assertThat(LeaderCheck.of(nodes).get(1).text())
        .isEqualTo(
            "node 2 is paused and does not stand for election; election resume --url"
                + " http://127.0.0.1:7102");
  }

  @Test
  void versionsThatDifferAreFineOnlyForAWhile() {
    List<ExaminedNode> nodes =
        List.of(Patients.healthy().node(1), Patients.healthy().version("1.1").node(2));

    assertThat(LeaderCheck.of(nodes))
        .contains(
            Finding.warn(
                "version",
                "node 1 on 1.0, node 2 on 1.1; fine while you upgrade, but bring them to one"
                    + " version"));
  }

  @Test
  void aClockThatRunsTooFastAllowsTwoLeaders() {
    Finding finding = clocks(1.0, 1.06);

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.text())
        .startsWith("rates differ by 6.00 % (to within 0.03 %), 5.00 % are allowed")
        .contains("node 1 runs slow or node 2 fast");
  }

  @Test
  void aClockThatIsStrangeButWithinBoundsIsAWarning() {
    assertThat(clocks(1.0, 1.01).level()).isEqualTo(Level.WARN);
    assertThat(clocks(1.0, 1.001).level()).isEqualTo(Level.OK);
  }

  @Test
  void clocksThatAreNotToldAreNotMeasured() {
    List<ExaminedNode> nodes =
        List.of(Patients.healthy().node(1), Patients.healthy().clockRate(null).node(2));

    assertThat(ClockCheck.of(nodes, DRIFT))
        .isEqualTo(
            Finding.skipped("clocks", "not measured: no reading of its clock came from node 2"));
  }

  @Test
  void clocksBehindSlowAnswersAreNotMeasuredEither() {
    Patients slow = Patients.healthy().roundTrip(Duration.ofMillis(900));

    assertThat(ClockCheck.of(List.of(slow.node(1), slow.node(2)), DRIFT).level())
        .isEqualTo(Level.SKIPPED);
  }

  @Test
  void aLeaseThatTheTimingsDoNotGiveBetraysOtherTimings() {
    List<ExaminedNode> nodes = List.of(Patients.healthy().leaseMillis(4_000).node(1));

    Finding finding = timings(nodes, MILLISECOND, MILLISECOND).get(0);

    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.text())
        .startsWith(
            "the leader's lease is up to 4000 ms, and up to 475 ms is what timeout.min 500 ms"
                + " gives")
        .contains("--timeout-min");
    assertThat(timings(List.of(Patients.healthy().leaseMillis(200).node(1)), 1, 1).get(0).level())
        .isEqualTo(Level.WARN);
  }

  @Test
  void timeoutsAreJudgedByTheWorstRoundTripAndWriteTogether() {
    assertThat(timeoutFor(50, 50).level()).isEqualTo(Level.OK);
    assertThat(timeoutFor(50, 51).level()).isEqualTo(Level.WARN);
    assertThat(timeoutFor(90, 160).level()).isEqualTo(Level.WARN);
    Finding tooShort = timeoutFor(90, 161);
    assertThat(tooShort.level()).isEqualTo(Level.FAIL);
    assertThat(tooShort.text())
        .endsWith(
            "; take heartbeat-interval 600 ms, timeout.min 3000 ms, timeout.max 6000 ms or more");
  }

  @Test
  void heartbeatsCloserThanARoundTripAreAWarning() {
    assertThat(timings(healthy(), 100 * MILLISECOND, 0).get(1).level()).isEqualTo(Level.OK);
    assertThat(timings(healthy(), 101 * MILLISECOND, 0).get(1).level()).isEqualTo(Level.WARN);
  }

  @Test
  void aVoteInMemoryIsForgotten() {
    Spread quick = new Spread(1_000, 2_000);

    assertThat(DiskCheck.of(new DiskTrial(Path.of("/data"), "tmpfs", quick)).level())
        .isEqualTo(Level.WARN);
    assertThat(DiskCheck.of(new DiskTrial(Path.of("/data"), "ext4", quick)))
        .isEqualTo(
            Finding.ok("disk", "a synced write in /data (ext4): median 0.0 ms, worst 0.0 ms"));
  }

  private static Finding timeoutFor(long roundTripMillis, long writeMillis) {
    return timings(healthy(), roundTripMillis * MILLISECOND, writeMillis * MILLISECOND).get(2);
  }

  private static List<Finding> timings(
      List<ExaminedNode> nodes, long roundTripNanos, long writeNanos) {
    return new TimingCheck(Timings.DEFAULT).of(nodes, roundTripNanos, writeNanos);
  }

  private static Finding clocks(double first, double second) {
    return ClockCheck.of(
        List.of(
            Patients.healthy().clockRate(first).node(1),
            Patients.healthy().clockRate(second).node(2)),
        DRIFT);
  }

  private static List<ExaminedNode> healthy() {
    Patients patients = Patients.healthy();
    return List.of(patients.node(1), patients.node(2), patients.node(3));
  }

  private static Examination all(List<ExaminedNode> nodes) {
    return new Examination(nodes, Map.of());
  }
}
