package io.election.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One scripted node: serves the dashboard's files and says what the script lets it say. Its answers
 * follow the documented HTTP interface; nothing is elected here. Guarded by the cluster.
 */
final class FakeNode {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html", "text/html",
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml");
  private static final String POLICY = policy();

  /** So long that the page goes on trusting a leader whose answers are late on a busy machine. */
  private static final int LEASE_MS = 1_900;

  private final FakeCluster cluster;
  private final int id;
  private final int port;
  private final List<ObjectNode> history = new ArrayList<>();
  private final List<BlockingQueue<ObjectNode>> listeners = new ArrayList<>();
  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;
  private String role = "FOLLOWER";
  private long term;
  private @Nullable Integer votedFor;
  private @Nullable Integer leaderId;
  private boolean paused;
  private @Nullable String impediment;
  private boolean outOfReach;
  private long stoppedNanos;

  FakeNode(FakeCluster cluster, int id, int port) {
    this.cluster = cluster;
    this.id = id;
    this.port = port;
  }

  int id() {
    return id;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  boolean isRunning() {
    return server != null || outOfReach;
  }

  boolean leads() {
    return role.equals("LEADER");
  }

  long term() {
    return term;
  }

  @Nullable Integer votedFor() {
    return votedFor;
  }

  /**
   * Boots it.
   *
   * @param startedAt when, as its history says
   */
  void start(Instant startedAt) {
    try {
      HttpServer starting =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      threads = Executors.newCachedThreadPool();
      starting.setExecutor(threads);
      starting.createContext("/", this::answer);
      starting.start();
      server = starting;
      history.clear();
      tell("leader-lost", null, "the node started", startedAt);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void stop() {
    if (server != null && threads != null) {
      server.stop(0);
      threads.shutdownNow();
      server = null;
      stoppedNanos = System.nanoTime();
      listeners.clear();
    }
  }

  /** The other members hear it, and browsers do not. */
  void hide() {
    outOfReach = true;
    stop();
  }

  /** What it says of itself from now on. */
  void become(String newRole, long newTerm, @Nullable Integer vote, @Nullable Integer leader) {
    role = newRole;
    term = newTerm;
    votedFor = vote;
    leaderId = leader;
  }

  void pause(boolean now) {
    paused = now;
  }

  /** What keeps it from taking part in elections from now on. */
  void impede(String detail) {
    impediment = detail;
  }

  /** An event that it has seen and tells its listeners. */
  void tell(String event, @Nullable Integer leader, String reason, Instant at) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("id", term + "." + (history.size() + 1))
            .put("event", event)
            .put("term", term)
            .put("leaderId", leader)
            .put("role", role)
            .put("reason", reason)
            .put("at", at.toString());
    history.add(json);
    listeners.forEach(listener -> listener.add(json));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (cluster.isOpen()) {
        exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().add("Access-Control-Allow-Headers", "Content-Type");
      }
      if (exchange.getRequestMethod().equals("OPTIONS")) {
        exchange.sendResponseHeaders(204, -1);
      } else if (path.equals("/election")) {
        json(exchange, 200, status());
      } else if (path.equals("/election/history")) {
        json(exchange, 200, history());
      } else if (path.equals("/election/events")) {
        events(exchange);
      } else if (path.startsWith("/election/")) {
        FakeAnswer answer =
            cluster.command(
                id,
                path.substring("/election/".length()),
                JSON.readTree(exchange.getRequestBody()));
        json(exchange, answer.status(), JSON.readTree(answer.json()));
      } else {
        file(exchange, path.equals("/") ? "/index.html" : path);
      }
    }
  }

  private ObjectNode status() {
    synchronized (cluster) {
      boolean leads = leads();
      long sinceHeartbeat = System.currentTimeMillis() % 100;
      ObjectNode json =
          JSON.createObjectNode()
              .put("clusterId", "orders")
              .put("nodeId", id)
              .put("role", role)
              .put("term", term)
              .put("votedFor", votedFor)
              .put("leaderId", leaderId)
              .put("leaderAddress", leaderId == null ? null : cluster.node(leaderId).address())
              .put("isLeader", leads)
              .put("leaseRemainingMs", leads ? LEASE_MS - sinceHeartbeat : 0)
              .put("paused", paused)
              .put("storage", "file")
              .put("version", "0.1.0")
              .putNull("impediment");
      if (impediment != null) {
        json.putObject("impediment").put("kind", "STORE").put("detail", impediment);
      }
      ArrayNode members = json.putArray("members");
      for (FakeNode member : cluster.nodes()) {
        boolean self = member == this;
        boolean talks = leads || Integer.valueOf(member.id).equals(leaderId);
        long silence = (System.nanoTime() - member.stoppedNanos) / 1_000_000;
        long lastContact = member.isRunning() ? sinceHeartbeat : silence;
        members
            .addObject()
            .put("id", member.id)
            .put("address", member.address())
            .put("self", self)
            .put("reachable", self || member.isRunning())
            .put("lastContactMs", self ? (Long) 0L : talks ? (Long) lastContact : null);
      }
      return json;
    }
  }

  private ArrayNode history() {
    synchronized (cluster) {
      return JSON.createArrayNode().addAll(history);
    }
  }

  private void events(HttpExchange exchange) throws IOException {
    BlockingQueue<ObjectNode> queue = new LinkedBlockingQueue<>();
    synchronized (cluster) {
      if (!history.isEmpty()) {
        queue.add(history.get(history.size() - 1));
      }
      listeners.add(queue);
    }
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    try {
      while (true) {
        ObjectNode event = queue.poll(1, TimeUnit.SECONDS);
        String text =
            event == null
                ? ": alive\n\n"
                : "event: %s\nid: %s\ndata: %s\n\n"
                    .formatted(event.get("event").asText(), event.get("id").asText(), event);
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void json(HttpExchange exchange, int status, Object json) throws IOException {
    String type = status < 400 ? "application/json" : "application/problem+json";
    send(exchange, status, type, JSON.writeValueAsBytes(json));
  }

  private static void file(HttpExchange exchange, String path) throws IOException {
    try (InputStream file = FakeNode.class.getResourceAsStream("/META-INF/resources" + path)) {
      if (file == null) {
        send(exchange, 404, "text/plain", new byte[0]);
      } else {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        send(exchange, 200, MEDIA_TYPES.get(extension), file.readAllBytes());
      }
    }
  }

  /** The page must do with what the real node allows it. */
  private static String policy() {
    Properties properties = new Properties();
    try (InputStream file = FakeNode.class.getResourceAsStream("/application.properties")) {
      properties.load(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return properties.getProperty(
        "quarkus.http.filter.dashboard.header.\"Content-Security-Policy\"");
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.getResponseHeaders().add("Cache-Control", "no-store");
    exchange.getResponseHeaders().add("Content-Security-Policy", POLICY);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
