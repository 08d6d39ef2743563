package io.election.faults;

import static io.election.faults.Agreement.ledBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.simulator.invariant.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Cables that are cut, one way or both, for some pairs or for all. A cut in one direction stalls
 * every connection between the two, for the other direction's acknowledgements are lost with it;
 * what was sent the open way on a connection of before still arrives.
 */
@Tag("faults")
class LinkFaultIT {

  /** More than two of the longest timeouts: whoever would disturb has the time to. */
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  @RegisterExtension private static final SharedCluster SHARED = new SharedCluster();

  private final Cluster cluster = SHARED.cluster();
  private final Network network = cluster.network();

  @Test
  void aLeaderThatIsCutOffFromAllLeadsNoMoreAndTheOthersElectAnother() {
    Answer old = cluster.awaitLeader();
    Set<Integer> others = Cluster.without(old.node());
    network.part(List.of(old.node()), others);
    Answer next = cluster.awaitLeader(others);
    assertThat(next.term()).isGreaterThan(old.term());
    cluster.hold(
        "V2: alone it neither leads nor raises its term",
        Duration.ofSeconds(4),
        List.of(old.node()),
        answer -> !answer.isLeader() && answer.term() == old.term());
    healAndKeep(next);
  }

  @Test
  void aLeaderWhoseSendingsAreLostIsReplaced() {
    Answer old = cluster.awaitLeader();
    Set<Integer> others = Cluster.without(old.node());
    network.cut(List.of(old.node()), others);
    Answer next = cluster.awaitLeader(others);
    assertThat(next.term()).isGreaterThan(old.term());
    healAndKeep(next);
  }

  @Test
  void aLeaderThatHearsNobodyIsReplaced() {
    Answer old = cluster.awaitLeader();
    Set<Integer> others = Cluster.without(old.node());
    network.cut(others, List.of(old.node()));
    Answer next = cluster.awaitLeader(others);
    assertThat(next.term()).isGreaterThan(old.term());
    healAndKeep(next);
  }

  @Test
  void aFollowerThatCannotReachTheLeaderDoesNotDeposeIt() {
    Answer leader = cluster.awaitLeader();
    int lonely = anyFollowers(leader, 1).get(0);
    network.part(List.of(leader.node()), List.of(lonely));
    cluster.awaitMissed(List.of(lonely));
    cluster.hold(
        "P3: those who hear the leader keep it, and the term",
        A_WHILE,
        Cluster.without(lonely),
        ledBy(leader));
  }

  @Test
  void aLeaderThatReachesABareMajorityIsNotDeposed() {
    Answer leader = cluster.awaitLeader();
    List<Integer> lonely = anyFollowers(leader, 2);
    network.part(List.of(leader.node()), lonely);
    cluster.awaitMissed(lonely);
    cluster.hold(
        "P3: those who hear the leader keep it, and the term",
        A_WHILE,
        Cluster.without(lonely),
        ledBy(leader));
  }

  @Test
  void aMinorityThatTheLeaderIsInIsLedByNobody() {
    Answer old = cluster.awaitLeader();
    int companion = anyFollowers(old, 1).get(0);
    List<Integer> minority = List.of(old.node(), companion);
    Set<Integer> majority = Cluster.without(old.node(), companion);
    network.part(minority, majority);
    Answer next = cluster.awaitLeader(majority);
    cluster.hold(
        "V2: the minority neither leads nor raises its term",
        Duration.ofSeconds(4),
        minority,
        answer -> !answer.isLeader() && answer.term() == old.term());
    healAndKeep(next);
  }

  @Test
  void aBridgeBetweenTwoHalvesKeepsTheLeaderThatItHears() {
    Answer leader = cluster.awaitLeader();
    List<Integer> followers = anyFollowers(leader, 4);
    List<Integer> near = List.of(leader.node(), followers.get(0));
    List<Integer> far = followers.subList(2, 4);
    network.part(near, far);
    cluster.awaitMissed(far);
    cluster.hold(
        "P3: the leader's side and the bridge keep leader and term",
        A_WHILE,
        Cluster.without(far),
        ledBy(leader));
    cluster.hold(
        "V2: the far side's term stays",
        Duration.ofSeconds(1),
        far,
        answer -> !answer.isLeader() && answer.term() == leader.term());
  }

  @Test
  void theOnlyNodeThatReachesAMajorityIsElected() {
    Answer old = cluster.awaitLeader();
    int hub = anyFollowers(old, 1).get(0);
    for (int node : Cluster.without(hub)) {
      network.cut(Cluster.without(hub, node), List.of(node));
    }
    Answer next = cluster.awaitLeaderAfter(old);
    assertThat(next.node()).isEqualTo(hub);
    cluster.hold("it stays the leader", A_WHILE, Cluster.ALL, ledBy(next));
  }

  @Test
  void aFollowerOnAFlappingCableDisturbsNobody() {
    Answer leader = cluster.awaitLeader();
    int flapping = anyFollowers(leader, 1).get(0);
    long from = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      network.unplug(flapping);
      // Long enough for its timeout to run out now and then, never for long.
      Cluster.pass(Duration.ofMillis(1500 + 300 * i));
      network.plugIn(flapping);
      Cluster.pass(Duration.ofMillis(500));
    }
    cluster.held(
        "P1: the others keep leader and term", from, Cluster.without(flapping), ledBy(leader));
    healAndKeep(leader);
  }

  @Test
  void twoOfFiveThatWereGoneForLongComeBackToTheSameLeaderAndTerm() {
    Answer leader = cluster.awaitLeader();
    List<Integer> gone = anyFollowers(leader, 2);
    network.part(gone, Cluster.without(gone));
    cluster.awaitMissed(gone);
    cluster.hold(
        "V2: no node's term changes, and nobody else leads",
        Duration.ofSeconds(8),
        Cluster.ALL,
        answer ->
            answer.term() == leader.term()
                && answer.isLeader() == (answer.node() == leader.node()));
    healAndKeep(leader);
  }

  private void healAndKeep(Answer leader) {
    network.heal();
    cluster.awaitLeader();
    cluster.hold(
        "V2: who comes back changes neither leader nor term",
        Duration.ofSeconds(2),
        Cluster.ALL,
        ledBy(leader));
  }

  private static List<Integer> anyFollowers(Answer leader, int count) {
    return Cluster.without(leader.node()).stream().limit(count).toList();
  }
}
