package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.faults.history.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Cables that are cut, one way or both, for some pairs or for all. A cut in one direction stalls
 * every connection between the two, for the other direction's acknowledgements are lost with it;
 * what was sent the open way on a connection of before still arrives.
 */
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
    network.heal();
    cluster.awaitLeader();
    cluster.hold(
        "it comes back as a follower", Duration.ofSeconds(2), Cluster.ALL, Cluster.ledBy(next));
  }

  @Test
  void aLeaderWhoseSendingsAreLostIsReplaced() {
    Answer old = cluster.awaitLeader();
    Set<Integer> others = Cluster.without(old.node());
    network.cut(List.of(old.node()), others);
    Answer next = cluster.awaitLeader(others);
    assertThat(next.term()).isGreaterThan(old.term());
    network.heal();
    cluster.awaitLeader();
    cluster.hold(
        "it comes back as a follower", Duration.ofSeconds(2), Cluster.ALL, Cluster.ledBy(next));
  }

  @Test
  void aLeaderThatHearsNobodyIsReplaced() {
    Answer old = cluster.awaitLeader();
    Set<Integer> others = Cluster.without(old.node());
    network.cut(others, List.of(old.node()));
    Answer next = cluster.awaitLeader(others);
    assertThat(next.term()).isGreaterThan(old.term());
    network.heal();
    cluster.awaitLeader();
    cluster.hold(
        "it comes back as a follower", Duration.ofSeconds(2), Cluster.ALL, Cluster.ledBy(next));
  }

  @Test
  void aFollowerThatCannotReachTheLeaderDoesNotDeposeIt() {
    Answer leader = cluster.awaitLeader();
    int lonely = anyFollowers(leader, 1).get(0);
    network.part(List.of(leader.node()), List.of(lonely));
    cluster.await("node " + lonely + " misses its leader", latest -> missesLeader(latest, lonely));
    cluster.hold(
        "P3: those who hear the leader keep it, and the term",
        A_WHILE,
        Cluster.without(lonely),
        Cluster.ledBy(leader));
  }

  @Test
  void aLeaderThatReachesABareMajorityIsNotDeposed() {
    Answer leader = cluster.awaitLeader();
    List<Integer> lonely = anyFollowers(leader, 2);
    network.part(List.of(leader.node()), lonely);
    cluster.await(
        "nodes " + lonely + " miss their leader",
        latest -> lonely.stream().allMatch(node -> missesLeader(latest, node)));
    cluster.hold(
        "P3: those who hear the leader keep it, and the term",
        A_WHILE,
        others(leader, lonely),
        Cluster.ledBy(leader));
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
    network.heal();
    cluster.awaitLeader();
    cluster.hold(
        "the majority's leader is everybody's",
        Duration.ofSeconds(2),
        Cluster.ALL,
        Cluster.ledBy(next));
  }

  @Test
  void aBridgeBetweenTwoHalvesKeepsTheLeaderThatItHears() {
    Answer leader = cluster.awaitLeader();
    List<Integer> followers = anyFollowers(leader, 4);
    List<Integer> near = List.of(leader.node(), followers.get(0));
    List<Integer> far = followers.subList(2, 4);
    network.part(near, far);
    cluster.await(
        "nodes " + far + " miss their leader",
        latest -> far.stream().allMatch(node -> missesLeader(latest, node)));
    cluster.hold(
        "P3: the leader's side and the bridge keep leader and term",
        A_WHILE,
        others(leader, far),
        Cluster.ledBy(leader));
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
    List<Integer> rim = List.copyOf(Cluster.without(hub));
    for (int node : rim) {
      network.cut(others(rim, node), List.of(node));
    }
    cluster.await(
        "node " + hub + " leads",
        latest -> latest.stream().anyMatch(answer -> answer.node() == hub && answer.isLeader()));
    Answer next = cluster.awaitLeader();
    assertThat(next.node()).isEqualTo(hub);
    cluster.hold("it stays the leader", A_WHILE, Cluster.ALL, Cluster.ledBy(next));
  }

  @Test
  void aFollowerOnAFlappingCableDisturbsNobody() {
    Answer leader = cluster.awaitLeader();
    int flapping = anyFollowers(leader, 1).get(0);
    for (int i = 0; i < 4; i++) {
      network.unplug(flapping);
      // Long enough for its timeout to run out now and then, never for long.
      cluster.hold(
          "P1: the others keep leader and term",
          Duration.ofMillis(1500 + 300 * i),
          Cluster.without(flapping),
          Cluster.ledBy(leader));
      network.plugIn(flapping);
      cluster.hold(
          "P1: the others keep leader and term",
          Duration.ofMillis(500),
          Cluster.without(flapping),
          Cluster.ledBy(leader));
    }
    cluster.awaitLeader();
    cluster.hold(
        "it comes back to the same leader and term",
        Duration.ofSeconds(1),
        Cluster.ALL,
        Cluster.ledBy(leader));
  }

  @Test
  void twoOfFiveThatWereGoneForLongComeBackToTheSameLeaderAndTerm() {
    Answer leader = cluster.awaitLeader();
    List<Integer> gone = anyFollowers(leader, 2);
    network.part(gone, others(leader, gone));
    cluster.await(
        "nodes " + gone + " miss their leader",
        latest -> gone.stream().allMatch(node -> missesLeader(latest, node)));
    cluster.hold(
        "V2: no node's term changes, and nobody else leads",
        Duration.ofSeconds(8),
        Cluster.ALL,
        answer ->
            answer.term() == leader.term()
                && answer.isLeader() == (answer.node() == leader.node()));
    network.heal();
    cluster.awaitLeader();
    cluster.hold(
        "V2: leader and term are as they were",
        Duration.ofSeconds(2),
        Cluster.ALL,
        Cluster.ledBy(leader));
  }

  private static boolean missesLeader(List<Answer> latest, int node) {
    return latest.stream().anyMatch(answer -> answer.node() == node && answer.leaderId() == null);
  }

  private static List<Integer> anyFollowers(Answer leader, int count) {
    return Cluster.without(leader.node()).stream().limit(count).toList();
  }

  private static Set<Integer> others(Answer leader, Collection<Integer> some) {
    Set<Integer> others = Cluster.without(some.toArray(Integer[]::new));
    assertThat(others).contains(leader.node());
    return others;
  }

  private static List<Integer> others(Collection<Integer> some, int node) {
    List<Integer> others = new ArrayList<>(new HashSet<>(some));
    others.remove(Integer.valueOf(node));
    return others;
  }
}
