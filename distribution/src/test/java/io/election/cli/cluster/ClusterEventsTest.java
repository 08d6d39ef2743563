package io.election.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.cli.ClusterEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterEventsTest {

  private final ClusterEvents events = new ClusterEvents();

  @Test
  void bootIsToldStepByStep() {
    Looks looks = new Looks(3);

    assertThat(told(looks))
        .containsExactly(
            "node 1 started, process 100",
            "node 2 started, process 101",
            "node 3 started, process 102");

    looks.after(Duration.ofMillis(800)).followsNobody(1, 0).followsNobody(2, 0);
    assertThat(told(looks))
        .containsExactly(
            "node 1 answers, 800 ms after its start", "node 2 answers, 800 ms after its start");

    looks.after(Duration.ofMillis(700)).leads(2, 1).follows(1, 2, 1).followsNobody(3, 0);
    assertThat(told(looks))
        .containsExactly(
            "node 3 answers, 1.5 s after its start",
            "node 2 leads in term 1",
            "node 1 follows node 2 in term 1");
  }

  @Test
  void whatDoesNotChangeIsNotToldAgain() {
    Looks looks = Looks.atRest(3);
    told(looks);

    assertThat(told(looks.after(Duration.ofSeconds(1)))).isEmpty();
  }

  @Test
  void aKilledLeadersSuccessorIsTimedFromTheKill() {
    Looks looks = Looks.atRest(3);
    told(looks);

    looks.after(Duration.ofMillis(100)).becomes(1, NodeState.KILLED);
    assertThat(told(looks)).containsExactly("node 1 was killed; it led in term 1");

    looks.after(Duration.ofMillis(700)).followsNobody(2, 1).followsNobody(3, 1);
    assertThat(told(looks)).isEmpty();

    looks.after(Duration.ofMillis(112)).leads(3, 2).follows(2, 3, 2);
    assertThat(told(looks))
        .containsExactly("node 3 leads in term 2, 812 ms after node 1 was killed");
  }

  @Test
  void aSuccessorThatIsThereAtTheNextLookIsTimedAllTheSame() {
    Looks looks = Looks.atRest(3);
    told(looks);

    looks.becomes(1, NodeState.FROZEN).after(Duration.ofMillis(600)).leads(2, 2);
    assertThat(told(looks))
        .containsExactly(
            "node 1 was frozen; it led in term 1",
            "node 2 leads in term 2, 600 ms after node 1 was frozen");
  }

  @Test
  void aWokenLeaderIsNotBelievedBeforeItAnswersAnew() {
    Looks looks = Looks.atRest(3);
    told(looks);
    told(looks.becomes(1, NodeState.FROZEN));
    told(looks.after(Duration.ofSeconds(1)).leads(2, 2).follows(3, 2, 2));

    assertThat(told(looks.becomes(1, NodeState.SILENT))).containsExactly("node 1 was woken");
    assertThat(told(looks.follows(1, 2, 2)))
        .containsExactly("node 1 answers again", "node 1 follows node 2 in term 2");
  }

  @Test
  void withoutAMajorityNobodyCanLeadAndThatIsToldOnce() {
    Looks looks = Looks.atRest(5);
    told(looks);
    told(looks.becomes(5, NodeState.KILLED));
    told(looks.becomes(4, NodeState.KILLED));

    assertThat(told(looks.becomes(3, NodeState.FROZEN)))
        .containsExactly("node 3 was frozen", "no majority: 2 of 5 nodes run, nobody can lead");
    assertThat(told(looks.after(Duration.ofMillis(400)).lostTouch(1, 1, 2)))
        .containsExactly("node 1 no longer leads: it reaches 2 of 5 members");
    assertThat(told(looks.becomes(2, NodeState.KILLED))).containsExactly("node 2 was killed");
  }

  @Test
  void afterAMajorityIsBackTheNextLeaderIsTimedFromThat() {
    Looks looks = Looks.atRest(3);
    told(looks);
    told(looks.becomes(2, NodeState.KILLED).becomes(3, NodeState.KILLED));
    told(looks.lostTouch(1, 1, 1));
    told(looks.after(Duration.ofSeconds(9)).startsAnew(2));

    assertThat(told(looks.followsNobody(2, 1)))
        .containsExactly(
            "node 2 answers, 0 ms after its start", "a majority again: 2 of 3 nodes run");
    assertThat(told(looks.after(Duration.ofMillis(900)).leads(2, 2).follows(1, 2, 2)))
        .containsExactly("node 2 leads in term 2, 900 ms after a majority ran again");
  }

  @Test
  void nodesThatStillStartAreNotAMissingMajority() {
    Looks looks = new Looks(3);
    told(looks);

    assertThat(told(looks.exits(1, 1, "port 7101 is in use")))
        .containsExactly("node 1 ended, exit code 1: port 7101 is in use");
    assertThat(told(looks.exits(2, 1, "")))
        .containsExactly(
            "node 2 ended, exit code 1", "no majority: 0 of 3 nodes run, nobody can lead");
  }

  @Test
  void leadershipThatMovesWithoutAnyEndIsToldAsSuch() {
    Looks looks = Looks.atRest(3);
    told(looks);

    assertThat(told(looks.follows(1, 2, 2).leads(2, 2).follows(3, 2, 2)))
        .containsExactly("node 2 leads in term 2, in place of node 1");
    assertThat(told(looks.leads(2, 3))).containsExactly("node 2 leads in term 3, again");
  }

  @Test
  void ofTwoClaimsSeenAtOnceTheLaterTermCounts() {
    Looks looks = Looks.atRest(3);
    told(looks);

    assertThat(told(looks.leads(2, 2)))
        .containsExactly("node 2 leads in term 2, in place of node 1");
  }

  @Test
  void aFollowerThatLosesALeaderWhoLeadsOnIsToldAfterAMoment() {
    Looks looks = Looks.atRest(3);
    told(looks);

    assertThat(told(looks.followsNobody(3, 1))).isEmpty();
    assertThat(told(looks.after(Duration.ofMillis(1_499)).followsNobody(3, 1))).isEmpty();
    assertThat(told(looks.after(Duration.ofMillis(1)).followsNobody(3, 1)))
        .containsExactly("node 3 no longer follows anyone");
    assertThat(told(looks.after(Duration.ofSeconds(5)).followsNobody(3, 1))).isEmpty();
    assertThat(told(looks.follows(3, 1, 1))).containsExactly("node 3 follows node 1 in term 1");
  }

  @Test
  void aNodeThatCeasesToAnswerIsToldAndTheLeaderWithIt() {
    Looks looks = Looks.atRest(3);
    told(looks);

    assertThat(told(looks.becomes(1, NodeState.SILENT)))
        .containsExactly("node 1 no longer answers; it led in term 1");
    assertThat(told(looks.after(Duration.ofMillis(800)).leads(2, 2).follows(3, 2, 2)))
        .containsExactly("node 2 leads in term 2, 800 ms after node 1 was last heard");
  }

  private List<String> told(Looks looks) {
    return events.observe(looks.take()).stream().map(ClusterEvent::text).toList();
  }
}
