package io.election.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks one node again and again and prints a line an answer. Runs as a program in the sandbox, the
 * only place from where all nodes can be reached.
 */
final class Poller implements Runnable {

  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  /** A frozen node is asked anew this often: what it says on waking answers a fresh question. */
  private static final int PATIENCE_MILLIS = 1000;

  private static final List<String> PATHS = List.of("/election", "/leader");

  private final String address;

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

  /** With the JDK's older client, which takes half the processor time of its newer one. */
  private void ask(String path) {
    try {
      long invokedAt = System.nanoTime();
      HttpURLConnection question =
          (HttpURLConnection) URI.create("http://" + address + path).toURL().openConnection();
      question.setConnectTimeout(PATIENCE_MILLIS);
      question.setReadTimeout(PATIENCE_MILLIS);
      question.setInstanceFollowRedirects(false);
      int status = question.getResponseCode();
      // An answer without a body has no stream of errors.
      try (InputStream body =
          status < 400 ? question.getInputStream() : question.getErrorStream()) {
        if (body != null && tellsState(question)) {
          String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
          System.out.printf(
              "%s %d %d %d %s%n", address, invokedAt, System.nanoTime(), status, text);
        }
      }
    } catch (IOException noAnswer) {
      // Dead, frozen or starting: there is nothing to write down.
    }
  }

  /** A node that starts or stops may answer with a problem instead. */
  private static boolean tellsState(HttpURLConnection answered) {
    return String.valueOf(answered.getContentType()).startsWith("application/json");
  }
}
