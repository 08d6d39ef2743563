package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.election.operations.OperationsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with the environment that the Kubernetes manifests give to a pod. */
class KubernetesPodIT {

  @TempDir private Path directory;

  @Test
  void thePodWithOrdinalTwoIsNodeTwo() throws IOException {
    int port = Ports.consecutive(1).get(0);
    Map<String, String> environment = environmentOfPod(2);
    // This machine is no pod: a port and a directory of the test's own.
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
    environment.put("ELECTION_DATA_DIR", directory.toString());
    Path secret = Files.writeString(directory.resolve("secret"), "the secret of the pods");
    environment.put("ELECTION_SECURITY_SHARED_SECRET_FILE", secret.toString());
    try (JavaProcess pod = NodeJar.run(directory, environment, List.of())) {
      Awaitility.await("the node answers")
          .atMost(JavaProcess.PATIENCE)
          .until(() -> NodeAnswer.of(port).isPresent());
      JsonNode status = new ObjectMapper().readTree(NodeAnswer.get(port, "/election").body());
      assertThat(status.get("nodeId").intValue()).isEqualTo(2);
      assertThat(status.get("clusterId").textValue()).isEqualTo("election");
      assertThat(status.get("members"))
          .extracting(member -> member.get("address").textValue())
          .containsExactly(
              "election-1.election:7101", "election-2.election:7101", "election-3.election:7101");
      awaitGood(port, "/q/health/started");
      // Nobody leads here: the other pods do not exist.
      awaitGood(port, "/q/health/ready");
      assertThat(pod.isAlive()).isTrue();
    }
  }

  private static void awaitGood(int port, String path) {
    Awaitility.await(path)
        .atMost(JavaProcess.PATIENCE)
        .ignoreExceptions()
        .until(() -> NodeAnswer.get(port, path).statusCode() == 200);
  }

  /**
   * As the kubelet would: a field of the pod becomes the ordinal that the controller writes there.
   */
  private static Map<String, String> environmentOfPod(int ordinal) throws IOException {
    JsonNode set =
        new ObjectMapper(new YAMLFactory())
            .readTree(OperationsFiles.read("kubernetes/stateful-set.yaml"));
    Map<String, String> environment = new TreeMap<>();
    for (JsonNode variable : set.at("/spec/template/spec/containers/0/env")) {
      JsonNode field = variable.at("/valueFrom/fieldRef/fieldPath");
      environment.put(
          variable.get("name").textValue(),
          field.isMissingNode() ? variable.get("value").textValue() : String.valueOf(ordinal));
    }
    return environment;
  }
}
