package io.election.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Asks leaders to hand over. */
public final class HandOver {

  private HandOver() {}

  /**
   * Asks until it has come about: a leader that was just elected may not have heard the one that is
   * to follow it.
   *
   * @param url of the leader
   */
  public static void to(int target, HttpClient client, String url) {
    Awaitility.await("node " + target + " leads")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> ask(target, client, url).statusCode() == 200);
  }

  private static HttpResponse<String> ask(int target, HttpClient client, String url)
      throws IOException, InterruptedException {
    HttpRequest transfer =
        HttpRequest.newBuilder(URI.create(url + "/election/transfer"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"to\":" + target + "}"))
            .build();
    return client.send(transfer, BodyHandlers.ofString());
  }
}
