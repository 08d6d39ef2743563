package io.election.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between one node and one of its peers and passes requests on, in trouble or not. One
 * program in the sandbox runs all of them and takes a line for each change: {@code LINK TROUBLE}.
 */
final class PeerProxy {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String target;
  private final ExecutorService threads;
  private final SplittableRandom seeds;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private volatile LinkTrouble trouble = LinkTrouble.NONE;

  private PeerProxy(String target, ExecutorService threads, SplittableRandom seeds) {
    this.target = target;
    this.threads = threads;
    this.seeds = seeds;
  }

  /** Arguments: a seed, then for each link its number, which is its port, and its target. */
  public static void main(String... arguments) throws IOException {
    SplittableRandom seeds = new SplittableRandom(Long.parseLong(arguments[0]));
    ExecutorService threads = Executors.newCachedThreadPool();
    Map<String, PeerProxy> proxies = new HashMap<>();
    for (int i = 1; i < arguments.length; i += 2) {
      PeerProxy proxy = new PeerProxy(arguments[i + 1], threads, seeds.split());
      proxy.listen(Integer.parseInt(arguments[i]));
      proxies.put(arguments[i], proxy);
    }
    System.out.println("ready");
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ");
      proxies.get(words[0]).trouble = LinkTrouble.parse(words[1], words[2], words[3]);
      System.out.println("done");
    }
  }

  private void listen(int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/", this::passOn);
    server.setExecutor(threads);
    server.start();
  }

  private void passOn(HttpExchange exchange) throws IOException {
    SplittableRandom random = random();
    LinkTrouble now = trouble;
    try (exchange) {
      HttpRequest request = copy(exchange);
      if (now.duplicates(random)) {
        Duration delay = now.delay(random);
        threads.execute(() -> sendAgain(request, delay));
      }
      HttpResponse<byte[]> response = send(request, now.delay(random));
      if (now.losesReply(random)) {
        // Nobody hears anything: an early end of the connection would tell.
        Thread.sleep(PATIENCE.toMillis());
        return;
      }
      response
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      byte[] body = response.body();
      exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized SplittableRandom random() {
    return seeds.split();
  }

  private HttpRequest copy(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + target + exchange.getRequestURI()))
            .timeout(PATIENCE)
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String header : new String[] {"Content-Type", "Accept"}) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    return request.build();
  }

  private HttpResponse<byte[]> send(HttpRequest request, Duration delay)
      throws IOException, InterruptedException {
    Thread.sleep(delay.toMillis());
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private void sendAgain(HttpRequest request, Duration delay) {
    try {
      send(request, delay);
    } catch (IOException notReached) {
      // A duplicate that is lost.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
