package io.election.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.cli.cluster.ClusterPlan.Storage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeLauncherTest {

  @Test
  void aNodeIsToldWhoItIsWhoTheOthersAreAndWithWhomToStop() {
    ClusterPlan plan = new ClusterPlan(2, 9001, Storage.H2, Path.of("some where"));

    List<String> command = new NodeLauncher(plan, Path.of("node.jar")).commandFor(2);

    assertThat(command)
        .containsSubsequence(
            "-jar",
            "node.jar",
            "-Dnode.id=2",
            "-Delection.members.1=127.0.0.1:9001",
            "-Delection.members.2=127.0.0.1:9002",
            "-Delection.storage=h2",
            "-Delection.data-dir=some where",
            "-Dnode.stop-with=" + ProcessHandle.current().pid());
  }
}
