package io.election.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks one node again and again and prints a line an answer. Runs as a program in the sandbox, the
 * only place from where all nodes can be reached.
 */
final class Poller implements Runnable {

  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** A frozen node is asked anew this often: what it says on waking answers a fresh question. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final List<String> PATHS = List.of("/election", "/leader");

  private final String address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private Poller(String address) {
    this.address = address;
  }

  /** Arguments: the nodes' addresses, by ascending id. */
  public static void main(String... addresses) {
    for (String address : addresses) {
      new Thread(new Poller(address), address).start();
    }
  }

  @Override
  public void run() {
    try {
      for (long round = 0; true; round++) {
        long askedAt = System.nanoTime();
        ask(PATHS.get((int) (round % PATHS.size())));
        TimeUnit.NANOSECONDS.sleep(askedAt + PERIOD_NANOS - System.nanoTime());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(PATIENCE).build();
    try {
      long invokedAt = System.nanoTime();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      long returnedAt = System.nanoTime();
      if (tellsState(response)) {
        System.out.printf(
            "%s %d %d %d %s%n",
            address, invokedAt, returnedAt, response.statusCode(), response.body());
      }
    } catch (IOException noAnswer) {
      // Dead, frozen or starting: there is nothing to write down.
    }
  }

  /** A node that starts or stops may answer with a problem instead. */
  private static boolean tellsState(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
  }
}
