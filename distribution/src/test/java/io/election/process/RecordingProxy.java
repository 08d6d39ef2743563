package io.election.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** Somebody on the line to one node who writes down what its peers send to it. */
final class RecordingProxy implements AutoCloseable {

  private static final String SIGNATURE = "X-Election-Signature";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final int target;
  private final List<PeerMessage> heard = new CopyOnWriteArrayList<>();

  RecordingProxy(int port, int target) throws IOException {
    this.target = target;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    server.setExecutor(threads);
    server.createContext("/", this::forward);
    server.start();
  }

  private void forward(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    String signature = exchange.getRequestHeaders().getFirst(SIGNATURE);
    if (exchange.getRequestMethod().equals("POST")) {
      heard.add(new PeerMessage(path, new String(body, StandardCharsets.UTF_8), signature));
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target + path))
            .header("Content-Type", "application/json")
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    if (signature != null) {
      request.header(SIGNATURE, signature);
    }
    try {
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      for (String header : List.of("Content-Type", SIGNATURE)) {
        answer
            .headers()
            .firstValue(header)
            .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
      }
      int length = answer.body().length;
      exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(answer.body());
    } catch (IOException unreachable) {
      exchange.sendResponseHeaders(502, -1);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** The last message to this path that was heard and says this; waits for one. */
  PeerMessage last(String path, String saying) {
    return Awaitility.await("a message to " + path)
        .atMost(JavaProcess.PATIENCE)
        .until(
            () ->
                heard.stream()
                    .filter(
                        message -> message.path().equals(path) && message.body().contains(saying))
                    .reduce((earlier, later) -> later),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
