package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Timeout(60)
class WatchersTest {

  private static final String RETRY = "retry: 2000\n\n";

  private static final String LEADER_LOST =
      "id: 7.1\nevent: leader-lost\ndata: {\"term\":7,\"leaderId\":null,\"role\":\"PRE_CANDIDATE\","
          + "\"reason\":\"node 3 was not heard for 612 ms\",\"at\":\"2026-01-02T03:04:05.600Z\"}\n\n";

  private static final String LEADER_CHANGED =
      "id: 8.2\nevent: leader-changed\ndata: {\"term\":8,\"leaderId\":1,\"role\":\"LEADER\","
          + "\"reason\":\"elected by a majority\",\"at\":\"2026-01-02T03:04:06.000Z\"}\n\n";

  private static final String ACQUIRED =
      "id: 8.3\nevent: leadership-acquired\ndata: {\"term\":8,\"leaderId\":1,\"role\":\"LEADER\","
          + "\"reason\":\"a majority answered its heartbeats\",\"at\":\"2026-01-02T03:04:06.001Z\"}\n\n";

  private static final String LOST =
      "id: 8.4\nevent: leadership-lost\ndata: {\"term\":8,\"leaderId\":null,\"role\":\"FOLLOWER\","
          + "\"reason\":\"TRANSFERRED\",\"at\":\"2026-01-02T03:04:07.100Z\"}\n\n";

  @TestHTTPResource("/election/events")
  URI events;

  @Inject SettableElection election;
  @Inject Watchers watchers;
  @Inject ReadRequests readRequests;

  @Test
  void theFirstThingIsThePresentStateAndThenComesEachChange() throws IOException {
    tell(0);
    try (StreamReader early = StreamReader.open(events)) {
      assertThat(early.status()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(early.headers())
          .containsEntry("content-type", "text/event-stream")
          .containsEntry("cache-control", "no-store")
          .containsEntry("x-accel-buffering", "no");
      assertThat(early.nextEvent()).isEqualTo(RETRY + LEADER_LOST);
      tell(1);
      assertThat(early.nextEvent()).isEqualTo(LEADER_CHANGED);
      tell(2);
      assertThat(early.nextEvent()).isEqualTo(ACQUIRED);
      try (StreamReader late = StreamReader.open(events)) {
        assertThat(late.nextEvent()).isEqualTo(RETRY + LEADER_CHANGED + ACQUIRED);
        tell(3);
        assertThat(late.nextEvent()).isEqualTo(LOST);
      }
      assertThat(early.nextEvent()).isEqualTo(LOST);
    }
  }

  /**
   * A node whose leadership is over is not led by itself: the next to come hears of no leadership.
   */
  @Test
  void aLeadershipThatIsOverIsNoPresentState() throws IOException {
    LongStream.range(0, 4).forEach(event -> tell((int) event));
    try (StreamReader reader = StreamReader.open(events)) {
      assertThat(reader.nextEvent()).isEqualTo(RETRY + LEADER_CHANGED);
    }
  }

  @Test
  void theElectionIsListenedToOnceHoweverManyWatch() throws IOException {
    tell(0);
    try (StreamReader one = StreamReader.open(events);
        StreamReader other = StreamReader.open(events)) {
      one.nextEvent();
      other.nextEvent();
      assertThat(election.listeners()).isEqualTo(1);
    }
  }

  /** Who comes while the election goes on gets the present state and all that follows. */
  @Test
  void nobodyMissesAChangeOrHearsOneTwice() throws Exception {
    int changes = 400;
    tellChange(0);
    List<CompletableFuture<List<String>>> watched = new ArrayList<>();
    for (int change = 1; change <= changes; change++) {
      tellChange(change);
      if (change % 10 == 0) {
        watched.add(CompletableFuture.supplyAsync(() -> idsUntil("id: 9." + changes)));
      }
    }
    // The last ones may come after the last change: then it is the present state.
    for (CompletableFuture<List<String>> ids : watched) {
      List<String> heard = ids.get();
      long first = Long.parseLong(heard.get(0).substring(6));
      assertThat(heard)
          .isEqualTo(LongStream.rangeClosed(first, changes).mapToObj(id -> "id: 9." + id).toList());
    }
  }

  private List<String> idsUntil(String last) {
    List<String> ids = new ArrayList<>();
    try (StreamReader reader = StreamReader.open(events)) {
      while (!ids.contains(last)) {
        reader.nextEvent().lines().filter(line -> line.startsWith("id: ")).forEach(ids::add);
      }
      return ids;
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /** A reader that takes nothing costs a few events of memory, and then its connection. */
  @Test
  void whoDoesNotReadIsCutOffAndNobodyElseNotices() throws Exception {
    tell(0);
    try (StreamReader other = StreamReader.open(events);
        Socket slow = new Socket()) {
      other.nextEvent();
      slow.setReceiveBufferSize(1_024);
      slow.connect(new InetSocketAddress(events.getHost(), events.getPort()));
      slow.getOutputStream()
          .write(
              "GET /election/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      InputStream input = slow.getInputStream();
      // The head at least, so that it is watching.
      assertThat(input.read()).isEqualTo('H');
      int events = 300;
      for (int change = 1; change <= events; change++) {
        election.tell(Events.leaderLost(change, 9, "x".repeat(50_000), "2026-01-02T03:04:05Z"));
        assertThat(other.nextEvent()).startsWith("id: 9." + change + "\n");
      }
      CompletableFuture.runAsync(() -> awaitDisconnect(slow)).get();
    }
  }

  /** By writing and not reading: it must not take what the server still had to say. */
  private static void awaitDisconnect(Socket socket) {
    assertThatThrownBy(
            () -> {
              while (true) {
                socket.getOutputStream().write('x');
              }
            })
        .isInstanceOf(SocketException.class);
  }

  @Test
  void aCommentKeepsTheConnectionAlive() throws IOException {
    tell(0);
    try (StreamReader reader = StreamReader.open(events)) {
      reader.next();
      watchers.keepAlive();
      assertThat(reader.next()).isEqualTo(":\n\n");
    }
  }

  /** Some clients and proxies say of a GET how long its body is, or that it comes in chunks. */
  @ParameterizedTest
  @ValueSource(strings = {"/election/events", "/election/work"})
  void theRequestIsReadToItsEndWhileItIsAnswered(String path) throws Exception {
    tell(0);
    readRequests.forget();
    URI target = events.resolve(path);
    try (StreamReader empty = StreamReader.open(target, "Content-Length: 0");
        StreamReader chunked = StreamReader.open(target, "Transfer-Encoding: chunked")) {
      assertThat(readRequests.next()).isEqualTo(path);
      assertThat(empty.next()).isNotNull();
      assertThat(chunked.next()).isNotNull();

      chunked.send("1\r\nx\r\n0\r\n\r\n");

      assertThat(readRequests.next()).isEqualTo(path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/election/events", "/election/work"})
  void whoAsksWhetherItMaySendABodyMay(String path) throws Exception {
    readRequests.forget();
    try (StreamReader asking =
        StreamReader.open(events.resolve(path), "Expect: 100-continue", "Content-Length: 1")) {
      assertThat(asking.status()).isEqualTo("HTTP/1.1 100 Continue");

      asking.send("x");

      assertThat(readRequests.next()).isEqualTo(path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/election/events", "/election/work"})
  void headAsksForTheHeadAlone(String path) throws IOException {
    assertThat(
            RawRequests.send(
                "HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("content-type: text/event-stream\r\n")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /election/events", "DELETE, /election/events",
    "POST, /election/work", "PUT, /election/work"
  })
  void anotherMethodIsNotAllowed(String method, String path) {
    given()
        .request(method, path)
        .then()
        .statusCode(405)
        .header("Allow", "GET, HEAD, OPTIONS")
        .contentType("application/problem+json")
        .body("status", equalTo(405));
  }

  private void tell(int event) {
    election.tell(Events.ONE_OF_EACH.get(event));
  }

  private void tellChange(long number) {
    election.tell(Events.leaderLost(number, 9, "again", "2026-01-02T03:04:05Z"));
  }
}
