package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import io.election.storage.file.FileElectionStoreFactory;
import io.election.storage.h2.H2ElectionStoreFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The story the product grew out of: five nodes from one command; the leader is killed until no
 * majority is left; rebooted nodes recover from what they stored.
 */
class StoryIT {

  private static final Set<Integer> ALL = Set.of(1, 2, 3, 4, 5);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"file", "h2"})
  void leadersAreKilledUntilNoMajorityIsLeftAndRebootedNodesRecover(String storage)
      throws StoreException {
    List<Integer> ports = Ports.consecutive(5);
    ClusterObserver observer = new ClusterObserver(ports);
    Set<Integer> running = new TreeSet<>(ALL);
    // The nodes that the command starts map the classes too.
    Map<String, String> environment = Map.of("JDK_JAVA_OPTIONS", ClassDataArchive.option());
    try (JavaProcess cluster =
        NodeJar.run(
            directory,
            environment,
            List.of(),
            "cluster",
            "--nodes=5",
            "--base-port=" + ports.get(0),
            "--storage=" + storage,
            "--data-dir=data")) {

      NodeAnswer leader = observer.awaitAgreement(running);

      for (int survivors = 4; survivors >= 3; survivors--) {
        kill(leader.nodeId(), cluster, running, storage, observer);
        NodeAnswer next = observer.awaitAgreement(running);
        assertThat(next.term()).isGreaterThan(leader.term());
        leader = next;
      }

      int third = leader.nodeId();
      kill(third, cluster, running, storage, observer);
      observer.await(
          "both survivors gave their leader up",
          answers -> answers.size() == running.size() && nobodyIsFollowed(answers));
      Map<Integer, Long> terms = termByNode(observer.look());
      observer.watch(
          Duration.ofSeconds(5),
          answers -> nobodyLeads(answers) && termByNode(answers).equals(terms),
          "V2: a minority never leads and its term stays");

      List<Integer> dead = new ArrayList<>(ALL);
      dead.removeAll(running);
      for (int rebooted : dead.subList(0, 2)) {
        cluster.type("start " + rebooted);
        running.add(rebooted);
      }
      NodeAnswer recovered = observer.awaitAgreement(running);
      assertThat(recovered.term()).isGreaterThan(leader.term());

      Awaitility.await("the console tells of the recovery")
          .atMost(JavaProcess.PATIENCE)
          .until(
              cluster::output,
              console ->
                  console.contains(
                      "node " + recovered.nodeId() + " leads in term " + recovered.term()));
      cluster.type("quit");
      assertThat(cluster.exitCode()).isZero();
    }
    assertThat(observer.look()).as("quit stops all nodes").isEmpty();
    for (int node : ALL) {
      checkStore(node, storage, observer);
    }
  }

  private void kill(
      int node, JavaProcess cluster, Set<Integer> running, String storage, ClusterObserver observer)
      throws StoreException {
    cluster.type("kill " + node);
    observer.await(
        "node " + node + " is dead",
        answers -> answers.stream().noneMatch(answer -> answer.nodeId() == node));
    running.remove(node);
    checkStore(node, storage, observer);
  }

  /** T1, T3: what a dead node stored is no older than what it said. */
  private void checkStore(int node, String storage, ClusterObserver observer)
      throws StoreException {
    StoreLocation location =
        new StoreLocation("local", node, directory.resolve("data").resolve("node-" + node));
    try (ElectionStore store = factory(storage).open(location)) {
      PersistentState state = store.load().orElseThrow();
      observer.check(node, state.term(), Optional.ofNullable(state.votedFor()));
    }
  }

  private static ElectionStoreFactory factory(String storage) {
    return storage.equals("h2") ? new H2ElectionStoreFactory() : new FileElectionStoreFactory();
  }

  private boolean nobodyIsFollowed(List<NodeAnswer> answers) {
    return answers.stream().noneMatch(answer -> answer.leaderId() != null);
  }

  private boolean nobodyLeads(List<NodeAnswer> answers) {
    return answers.stream().noneMatch(NodeAnswer::isLeader);
  }

  private static Map<Integer, Long> termByNode(List<NodeAnswer> answers) {
    return answers.stream().collect(Collectors.toMap(NodeAnswer::nodeId, NodeAnswer::term));
  }
}
