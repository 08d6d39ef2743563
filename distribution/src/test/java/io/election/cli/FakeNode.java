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

/** An HTTP server that answers what a test puts into its mouth, and remembers what it was asked. */
public final class FakeNode implements AutoCloseable {

  private record Answer(int httpStatus, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
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

  /** Says this of itself from now on; {@link FakeNodes} has the words. */
  public FakeNode says(String status) {
    return answers("/election", 200, status);
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

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (exchange.getRequestMethod().equals("POST")) {
      orders.add(path + " " + body);
    }
    Answer answer = answers.getOrDefault(path, new Answer(404, ""));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.httpStatus(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
