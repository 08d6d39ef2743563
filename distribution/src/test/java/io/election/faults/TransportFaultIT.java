package io.election.faults;

import static io.election.faults.Agreement.ledBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.simulator.invariant.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a cut cable cannot do: the request arrives and its reply is lost, or it arrives twice. */
@Tag("faults")
class TransportFaultIT {

  @RegisterExtension
  private static final SharedCluster SHARED = new SharedCluster(PeerProxies::between);

  private static PeerProxies proxies;

  private final Cluster cluster = SHARED.cluster();

  @BeforeAll
  static void startProxies() {
    long seed = System.nanoTime();
    System.out.println("Seed of the peers' proxies: " + seed);
    proxies = new PeerProxies(SHARED.cluster().sandbox(), seed);
  }

  @AfterEach
  void heal() {
    proxies.heal();
  }

  @Test
  void aLeaderThatIsHeardByAllAndAnsweredByNobodyLeadsNoMore() {
    Answer old = cluster.awaitLeader();
    proxies.trouble(List.of(old.node()), Cluster.without(old.node()), LinkTrouble.REPLIES_LOST);
    Answer next = cluster.awaitLeaderAfter(old);
    assertThat(next.node()).as("who is never answered is not elected").isNotEqualTo(old.node());
    assertThat(cluster.node(old.node()).output()).contains("stepped down, LOST_MAJORITY");
    cluster.hold("nor does it depose who is", Duration.ofSeconds(4), Cluster.ALL, ledBy(next));
  }

  @Test
  void requestsThatArriveLateAndTwiceChangeNoLeaderAndHinderNoElection() {
    LinkTrouble trouble = new LinkTrouble(0, Duration.ofMillis(300), 1);
    proxies.trouble(Cluster.ALL, Cluster.ALL, trouble);
    Answer leader = cluster.awaitLeader();
    cluster.hold("leader and term stay", Duration.ofSeconds(5), Cluster.ALL, ledBy(leader));
    cluster.node(leader.node()).process().kill();
    Answer next = cluster.awaitLeader(Cluster.without(leader.node()));
    assertThat(next.term()).isGreaterThan(leader.term());
  }

  @Test
  void votesWhoseRepliesAreLostAreNotGivenTwice() {
    LinkTrouble trouble = new LinkTrouble(0.4, Duration.ofMillis(200), 0.3);
    for (int i = 0; i < 3; i++) {
      Answer leader = cluster.awaitLeader();
      proxies.trouble(Cluster.ALL, Cluster.ALL, trouble);
      cluster.node(leader.node()).process().kill();
      Cluster.pass(Duration.ofSeconds(4));
      proxies.heal();
      cluster.start();
    }
  }
}
