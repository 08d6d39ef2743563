package io.election.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An HTTP server that answers what a test puts into its mouth, and remembers what it was asked. */
public final class FakeNode implements AutoCloseable {

  private static final String PROBLEM =
      "{\"status\":401,\"title\":\"Unauthorized\",\"detail\":\"log in here\"}";

  private record Answer(int httpStatus, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Supplier<String>> headers = new ConcurrentHashMap<>();
  private final Map<String, String> streams = new ConcurrentHashMap<>();
  private final List<HttpExchange> open = new CopyOnWriteArrayList<>();
  private volatile @Nullable String authorization;
  private final List<String> orders = new CopyOnWriteArrayList<>();

  public FakeNode() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Answers this from now on, to any method. */
  public FakeNode answers(String path, int httpStatus, String body) {
    answers.put(path, new Answer(httpStatus, body));
    return this;
  }

  /** Adds a header to every answer from now on. */
  public FakeNode header(String name, Supplier<String> value) {
    headers.put(name, value);
    return this;
  }

  /** Says this of itself from now on; {@link FakeNodes} has the words. */
  public FakeNode says(String status) {
    return answers("/election", 200, status);
  }

  /** Answers with server-sent events from now on, these at first; the stream stays open. */
  public FakeNode streams(String path, String events) {
    streams.put(path, events);
    return this;
  }

  /** Sends more events on all streams that are open. */
  public void sends(String events) throws IOException {
    for (HttpExchange exchange : open) {
      send(exchange, events);
    }
  }

  public boolean hasOpenStream() {
    return !open.isEmpty();
  }

  /** Ends all streams that are open. */
  public void endsStreams() {
    open.forEach(HttpExchange::close);
    open.clear();
  }

  public String url() {
    return "http://" + authority();
  }

  /** Its address as {@code host:port}. */
  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it was told to do, such as <code>/election/transfer {"to":3}</code>. */
  public List<String> orders() {
    return List.copyOf(orders);
  }

  /** Answers from now on only who sends this header {@code Authorization}. */
  public FakeNode knowsOnly(String authorization) {
    this.authorization = authorization;
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (authorization != null
        && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      byte[] problem = PROBLEM.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(401, problem.length);
      exchange.getResponseBody().write(problem);
      exchange.close();
      return;
    }
    if (exchange.getRequestMethod().equals("POST")) {
      orders.add(path + " " + body);
    }
    if (streams.containsKey(path)) {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      send(exchange, streams.get(path));
      open.add(exchange);
      return;
    }
    Answer answer = answers.getOrDefault(path, new Answer(404, ""));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value.get()));
    exchange.sendResponseHeaders(answer.httpStatus(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void send(HttpExchange exchange, String events) throws IOException {
    exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
