package io.election.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The manifests, read with the API's own model: a field that Kubernetes does not know, or of
 * another type, fails.
 */
class KubernetesManifestsTest {

  private static final ObjectMapper YAML = strictYaml();

  private final StatefulSet set = read("stateful-set.yaml", StatefulSet.class);
  private final Service service = read("service.yaml", Service.class);
  private final PodDisruptionBudget budget =
      read("pod-disruption-budget.yaml", PodDisruptionBudget.class);
  private final NetworkPolicy policy = read("network-policy.yaml", NetworkPolicy.class);
  private final Map<String, String> labels = set.getSpec().getTemplate().getMetadata().getLabels();
  private final PodSpec pod = set.getSpec().getTemplate().getSpec();
  private final Container node = pod.getContainers().get(0);

  /** The model keeps what it does not know in a map; without the map, Jackson refuses it. */
  private static ObjectMapper strictYaml() {
    return new ObjectMapper(new YAMLFactory())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .setAnnotationIntrospector(
            new JacksonAnnotationIntrospector() {
              private static final long serialVersionUID = 1;

              @Override
              public Boolean hasAnySetter(Annotated annotated) {
                return false;
              }
            });
  }

  private static <T> T read(String file, Class<T> type) {
    try {
      return YAML.readValue(OperationsFiles.read("kubernetes/" + file), type);
    } catch (JsonProcessingException wrong) {
      throw new AssertionError(file + ": " + wrong.getMessage(), wrong);
    }
  }

  @Test
  void whatKubernetesDoesNotKnowIsRefused() {
    String misspelt =
        OperationsFiles.read("kubernetes/stateful-set.yaml")
            .replace("readinessProbe:", "readynessProbe:");
    assertThatThrownBy(() -> YAML.readValue(misspelt, StatefulSet.class))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("readynessProbe");
  }

  @Test
  void everyManifestIsOfTheKindAndVersionItIsReadAs() {
    assertThat(List.of(set, service, budget, policy))
        .extracting(resource -> resource.getApiVersion() + " " + resource.getKind())
        .containsExactly(
            "apps/v1 StatefulSet",
            "v1 Service",
            "policy/v1 PodDisruptionBudget",
            "networking.k8s.io/v1 NetworkPolicy");
  }

  @Test
  void podsAreNumberedAsNodesAreAndEachKnowsItsId() {
    assertThat(set.getSpec().getOrdinals().getStart()).isEqualTo(1);
    assertThat(variable("NODE_ID").getValueFrom().getFieldRef().getFieldPath())
        .isEqualTo("metadata.labels['apps.kubernetes.io/pod-index']");
  }

  @Test
  void theMembersAreThePods() {
    Map<String, String> members = new TreeMap<>();
    for (EnvVar variable : node.getEnv()) {
      if (variable.getName().startsWith("ELECTION_MEMBERS_")) {
        members.put(variable.getName(), variable.getValue());
      }
    }
    String name = set.getMetadata().getName();
    int port = node.getPorts().get(0).getContainerPort();
    Map<String, String> pods = new TreeMap<>();
    IntStream.rangeClosed(1, set.getSpec().getReplicas())
        .forEach(
            ordinal ->
                pods.put(
                    "ELECTION_MEMBERS_" + ordinal,
                    "%s-%d.%s:%d".formatted(name, ordinal, service.getMetadata().getName(), port)));
    assertThat(members).isEqualTo(pods);
  }

  @Test
  void theServiceGivesEachPodANameWhetherItIsReadyOrNot() {
    assertThat(set.getSpec().getServiceName()).isEqualTo(service.getMetadata().getName());
    assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
    assertThat(service.getSpec().getPublishNotReadyAddresses()).isTrue();
    assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
  }

  @Test
  void readinessHasNothingToDoWithWhoLeads() {
    assertThat(path(node.getReadinessProbe())).isEqualTo("/q/health/ready");
    assertThat(path(node.getLivenessProbe())).isEqualTo("/q/health/live");
    assertThat(path(node.getStartupProbe())).isEqualTo("/q/health/started");
  }

  private static String path(Probe probe) {
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
    return probe.getHttpGet().getPath();
  }

  /** What was promised is on a volume that comes back with the pod (rule T1). */
  @Test
  void termAndVoteAreOnAVolumeOfThePodsOwn() {
    String directory = variable("ELECTION_DATA_DIR").getValue();
    String volume =
        node.getVolumeMounts().stream()
            .filter(mount -> mount.getMountPath().equals(directory))
            .findFirst()
            .orElseThrow()
            .getName();
    assertThat(set.getSpec().getVolumeClaimTemplates())
        .extracting(claim -> claim.getMetadata().getName())
        .containsExactly(volume);
  }

  @Test
  void theSecretOfTheMembersIsMountedWhereTheNodeLooksForIt() {
    Path file = Path.of(variable("ELECTION_SECURITY_SHARED_SECRET_FILE").getValue());
    String volume =
        node.getVolumeMounts().stream()
            .filter(mount -> Path.of(mount.getMountPath()).equals(file.getParent()))
            .findFirst()
            .orElseThrow()
            .getName();
    assertThat(pod.getVolumes())
        .filteredOn(mounted -> mounted.getName().equals(volume))
        .singleElement()
        .satisfies(
            mounted -> {
              String secret = mounted.getSecret().getSecretName();
              assertThat(OperationsFiles.documentation("howto/deploy-on-kubernetes.md"))
                  .contains(
                      "secret generic %s --from-file=%s=".formatted(secret, file.getFileName()));
            });
  }

  @Test
  void neverTakesTwoMembersDownAtOnce() {
    assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
    assertThat(budget.getSpec().getSelector().getMatchLabels()).isEqualTo(ownLabels());
    assertThat(
            pod.getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution())
        .singleElement()
        .satisfies(
            term -> {
              assertThat(term.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
              assertThat(term.getLabelSelector().getMatchLabels()).isEqualTo(ownLabels());
            });
  }

  @Test
  void theNetworkPolicyLetsTheMembersIn() {
    assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEqualTo(ownLabels());
    assertThat(policy.getSpec().getIngress().get(0).getFrom())
        .anySatisfy(
            peer -> assertThat(peer.getPodSelector().getMatchLabels()).isEqualTo(ownLabels()));
  }

  private Map<String, String> ownLabels() {
    assertThat(labels).containsAllEntriesOf(set.getSpec().getSelector().getMatchLabels());
    return labels;
  }

  /** A Service of another team must not set keys of the node. */
  @Test
  void theEnvironmentIsThePodsOwn() {
    assertThat(pod.getEnableServiceLinks()).isFalse();
  }

  @Test
  void theKustomizationHasEveryManifest() throws JsonProcessingException {
    JsonNode kustomization = YAML.readTree(OperationsFiles.read("kubernetes/kustomization.yaml"));
    String[] manifests =
        OperationsFiles.path("kubernetes")
            .toFile()
            .list((directory, name) -> !name.equals("kustomization.yaml"));
    assertThat(kustomization.get("resources"))
        .extracting(JsonNode::textValue)
        .containsExactlyInAnyOrder(manifests);
    assertThat(kustomization.at("/images/0/name").textValue()).isEqualTo(node.getImage());
  }

  private EnvVar variable(String name) {
    return node.getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
