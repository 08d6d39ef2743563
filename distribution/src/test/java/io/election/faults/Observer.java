package io.election.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.election.faults.history.History;
import io.election.simulator.invariant.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes down what the pollers in the sandbox see. The monotonic clock is the machine's. */
final class Observer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Integer> hostByAddress;
  private final Map<Integer, Integer> nodeByHost = new ConcurrentHashMap<>();
  private final History history = new History();
  private volatile boolean closed;

  /** Begins to watch the hosts 1 to {@code size}, on each of which runs the node of that id. */
  Observer(Sandbox sandbox, int size) {
    hostByAddress =
        IntStream.rangeClosed(1, size)
            .boxed()
            .collect(Collectors.toMap(Network::watchedAddress, Function.identity()));
    List<String> addresses =
        IntStream.rangeClosed(1, size).mapToObj(Network::watchedAddress).toList();
    SandboxProcess pollers =
        SandboxProcess.startTalking(sandbox.inside(JavaProgram.of(Poller.class, addresses)));
    Thread reader = new Thread(() -> read(pollers.streams()), "observer");
    reader.setDaemon(true);
    reader.start();
  }

  /** A node of this id runs on that host. */
  void finds(int node, int host) {
    nodeByHost.put(host, node);
  }

  History history() {
    return history;
  }

  private void read(Process pollers) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(pollers.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      // The last line may be half of one, once the sandbox ends.
      while (line != null && !closed) {
        history.add(parse(line));
        line = lines.readLine();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A line of {@link Poller}. */
  private Answer parse(String line) throws IOException {
    String[] parts = line.split(" ", 5);
    int host = hostByAddress.get(parts[0]);
    JsonNode body = JSON.readTree(parts[4]);
    JsonNode isLeader = body.get("isLeader");
    return new Answer(
        nodeByHost.getOrDefault(host, host),
        host,
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        body.get("term").longValue(),
        id(body.get("votedFor")),
        id(body.get("leaderId")),
        // Only /election says so in its body; /leader says it by its status.
        isLeader == null ? parts[3].equals("200") : isLeader.booleanValue());
  }

  private static @Nullable Integer id(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : node.intValue();
  }

  /** To be called before the sandbox ends. */
  @Override
  public void close() {
    closed = true;
  }
}
