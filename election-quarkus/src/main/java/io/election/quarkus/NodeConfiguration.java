package io.election.quarkus;

import io.election.api.store.StoreLocation;
import io.election.api.transport.ClusterId;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.Member;
import io.election.api.transport.TransportSettings;
import io.election.engine.Timings;
import io.quarkus.runtime.LaunchMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * Everything a node is told from outside, checked.
 *
 * @param clusterId {@code election.cluster-id}
 * @param nodeId {@code node.id}
 * @param members {@code election.members.ID}, by ascending id; a node that has a record takes only
 *     addresses from here, see {@link NodeRecord}
 * @param timings {@code election.heartbeat-interval}, {@code election.timeout.min}, {@code .max}
 *     and {@code .ceiling}, {@code election.rpc-timeout}, {@code election.max-clock-drift}
 * @param priority {@code election.priority}
 * @param releaseOnShutdown {@code election.release-on-shutdown}
 * @param storage {@code election.storage}
 * @param transport {@code election.transport}
 * @param security {@code election.security.*}
 * @param directory {@code node-ID} below {@code election.data-dir}
 */
record NodeConfiguration(
    String clusterId,
    int nodeId,
    List<Member> members,
    Timings timings,
    int priority,
    boolean releaseOnShutdown,
    String storage,
    String transport,
    SecurityConfiguration security,
    Path directory) {

  private static final Set<String> KEYS = keys();

  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>(SecurityConfiguration.KEYS);
    keys.addAll(
        Set.of(
            "election.cluster-id",
            "election.heartbeat-interval",
            "election.timeout.min",
            "election.timeout.max",
            "election.timeout.ceiling",
            "election.rpc-timeout",
            "election.max-clock-drift",
            "election.storage",
            "election.transport",
            "election.data-dir",
            "election.priority",
            "election.release-on-shutdown"));
    return keys;
  }

  /**
   * Reads and checks the configuration. In dev mode this node is the only member, whatever else is
   * written.
   *
   * @throws StartRefused if a key is unknown, missing or has a value that cannot be used
   */
  static NodeConfiguration read(Config config) {
    refuseUnknownKeys(config);
    List<Member> configured =
        MemberAddresses.read(config.getPropertyNames(), key -> valueOf(config, key).orElse(""));
    int nodeId = nodeId(config);
    if (configured.stream().noneMatch(member -> member.id() == nodeId)) {
      throw new StartRefused(
          "node.id=%d is not a member: the members are %s; choose one of them or add election.members.%d=host:port on every node"
              .formatted(nodeId, addresses(configured), nodeId));
    }
    List<Member> members = isDevMode() ? alone(configured, nodeId) : configured;
    return new NodeConfiguration(
        clusterId(config),
        nodeId,
        members,
        timings(config),
        priority(config),
        flag(config, "election.release-on-shutdown", true),
        text(config, "election.storage").orElse("file"),
        text(config, "election.transport").orElse("rest"),
        SecurityConfiguration.read(config, members),
        dataDirectory(config).resolve("node-" + nodeId));
  }

  /** Where this node keeps its record. */
  StoreLocation storeLocation() {
    return new StoreLocation(clusterId, nodeId, directory);
  }

  /** What the transport is told. */
  TransportSettings transportSettings() {
    return new TransportSettings(
        nodeId,
        members.stream().filter(member -> member.id() != nodeId).toList(),
        timings.rpcTimeout(),
        timings.heartbeatInterval(),
        security.peers());
  }

  static boolean isDevMode() {
    return LaunchMode.current() == LaunchMode.DEVELOPMENT;
  }

  /** Dev mode reloads on any request, and a peer's heartbeat is one: there are no peers. */
  private static List<Member> alone(List<Member> members, int nodeId) {
    return members.stream().filter(member -> member.id() == nodeId).toList();
  }

  private static void refuseUnknownKeys(Config config) {
    for (String name : config.getPropertyNames()) {
      if (name.startsWith("election.")
          && !MemberAddresses.isKey(name)
          && !KEYS.contains(name)
          && !isEnvironmentVariable(look(config, name))) {
        throw new StartRefused(
            "unknown key "
                + name
                + "; the keys are "
                + String.join(", ", KEYS)
                + " and election.members.ID");
      }
    }
  }

  /**
   * The environment is shared with other programs: {@code ELECTION_URL}, say, is not meant for a
   * node.
   */
  private static boolean isEnvironmentVariable(ConfigValue value) {
    String source = value.getSourceName();
    return source != null && source.startsWith("EnvConfigSource");
  }

  private static String clusterId(Config config) {
    String clusterId = text(config, "election.cluster-id").orElse("local");
    if (!ClusterId.isValid(clusterId)) {
      throw new StartRefused(
          "election.cluster-id='%s' cannot be used: write %s".formatted(clusterId, ClusterId.FORM));
    }
    return clusterId;
  }

  private static int nodeId(Config config) {
    String id =
        text(config, "node.id")
            .orElseThrow(
                () ->
                    new StartRefused(
                        "node.id is missing; say which member this is, like -Dnode.id=2"));
    return converted("node.id", id, NodeId::parse, "say which member this is, like -Dnode.id=2");
  }

  private static Timings timings(Config config) {
    Timings standard = Timings.DEFAULT;
    Duration timeoutMin = duration(config, "election.timeout.min").orElse(standard.timeoutMin());
    try {
      return new Timings(
          duration(config, "election.heartbeat-interval").orElse(standard.heartbeatInterval()),
          timeoutMin,
          duration(config, "election.timeout.max").orElse(standard.timeoutMax()),
          duration(config, "election.rpc-timeout").orElse(timeoutMin.dividedBy(2)),
          text(config, "election.max-clock-drift")
              .map(drift -> drift(drift))
              .orElse(standard.maxClockDrift()),
          duration(config, "election.timeout.ceiling").orElse(standard.timeoutCeiling()));
    } catch (IllegalArgumentException broken) {
      throw new StartRefused(broken.getMessage(), broken);
    }
  }

  private static int priority(Config config) {
    return text(config, "election.priority")
        .map(
            value ->
                converted(
                    "election.priority",
                    value,
                    NodeConfiguration::priority,
                    "write a whole number from 0, which never leads, to "
                        + HeartbeatResponse.HIGHEST_PRIORITY))
        .orElse(1);
  }

  private static int priority(String text) {
    int priority = Integer.parseInt(text);
    if (priority < 0 || priority > HeartbeatResponse.HIGHEST_PRIORITY) {
      throw new IllegalArgumentException("out of bounds: " + text);
    }
    return priority;
  }

  static boolean flag(Config config, String key, boolean otherwise) {
    return text(config, key)
        .map(value -> converted(key, value, NodeConfiguration::trueOrFalse, "write true or false"))
        .orElse(otherwise);
  }

  private static boolean trueOrFalse(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static double drift(String text) {
    return converted(
        "election.max-clock-drift", text, Double::parseDouble, "write a number like 0.05");
  }

  private static Optional<Duration> duration(Config config, String key) {
    return text(config, key)
        .map(value -> converted(key, value, Durations::parse, "write it like 500ms, 1s or PT0.5S"));
  }

  private static Path dataDirectory(Config config) {
    String directory = text(config, "election.data-dir").orElse("data");
    return converted("election.data-dir", directory, Path::of, "name a directory");
  }

  /** The value of a key without white space around it; empty if there is none. */
  static Optional<String> text(Config config, String key) {
    Optional<String> value = valueOf(config, key).map(String::strip).filter(s -> !s.isEmpty());
    if (value.isEmpty()) {
      refuseUnsetVariable(key, look(config, key).getRawValue());
    }
    return value;
  }

  private static Optional<String> valueOf(Config config, String key) {
    return Optional.ofNullable(look(config, key).getValue());
  }

  private static ConfigValue look(Config config, String key) {
    try {
      return config.getConfigValue(key);
    } catch (IllegalArgumentException | NoSuchElementException unreadable) {
      throw new StartRefused(
          key + " cannot be used: what it refers to cannot be read, or leads back to itself",
          unreadable);
    }
  }

  /**
   * An unset variable leaves a key without a value; the default in its place could be another
   * node's directory.
   */
  private static void refuseUnsetVariable(String key, @Nullable String written) {
    if (written != null && written.contains("${")) {
      throw new StartRefused(
          "%s='%s' cannot be used: it names a variable that is not set".formatted(key, written));
    }
  }

  private static <T> T converted(
      String key, String value, Function<String, T> conversion, String wayOut) {
    try {
      return conversion.apply(value);
    } catch (IllegalArgumentException unreadable) {
      throw new StartRefused(
          "%s='%s' cannot be used: %s".formatted(key, value, wayOut), unreadable);
    }
  }

  private static String addresses(List<Member> members) {
    return members.stream()
        .map(member -> member.id() + " at " + member.address())
        .collect(Collectors.joining(", "));
  }
}
