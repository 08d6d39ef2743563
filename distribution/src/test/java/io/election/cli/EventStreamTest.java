package io.election.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.cli.access.NodeAccess;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamTest {

  private static final String PATH = "/election/events";

  private FakeNode node;

  @BeforeEach
  void startNode() throws IOException {
    node = new FakeNode();
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  @Test
  void eventsComeOneByOneWithoutTheComments() throws Exception {
    node.streams(
        PATH,
        """
        : hello

        event: leader-changed
        id: 8.1
        data: {"term":8,
        data:"leaderId":2}

        retry: 5

        event:lost
        data

        """);
    try (EventStream stream = open()) {
      assertThat(stream.next())
          .isEqualTo(new ServerEvent("leader-changed", "8.1", "{\"term\":8,\n\"leaderId\":2}"));
      assertThat(stream.next()).isEqualTo(new ServerEvent("lost", "", ""));

      node.sends("data: more\r\n\r\n");
      assertThat(stream.next()).isEqualTo(new ServerEvent("message", "", "more"));

      node.endsStreams();
      assertThat(stream.next()).isNull();
    }
  }

  @Test
  void closingEndsAReadingThatIsUnderWay() throws Exception {
    node.streams(PATH, ": hello\n\n");
    EventStream stream = open();
    CompletableFuture<Object> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return String.valueOf(stream.next());
              } catch (IOException closed) {
                return closed;
              }
            });

    stream.close();

    assertThat(read.get(30, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void whatIsNoStreamIsRefusedWithItsStatus() {
    node.answers("/election/work", 200, "{}");

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            EventStream.Refused.class, refused -> assertThat(refused.httpStatus()).isEqualTo(404));
    assertThatThrownBy(
            () -> EventStream.open(URI.create(node.url()), "/election/work", NodeAccess.ANONYMOUS))
        .isInstanceOf(EventStream.Refused.class)
        .hasMessage("HTTP 200 and no events");
  }

  @Test
  void whoDoesNotListenRefusesTheConnection() {
    assertThatThrownBy(
            () -> EventStream.open(URI.create(FakeNodes.nobody()), PATH, NodeAccess.ANONYMOUS))
        .isInstanceOf(IOException.class)
        .hasMessage("connection refused");
  }

  private EventStream open() throws IOException, InterruptedException {
    return EventStream.open(URI.create(node.url()), PATH, NodeAccess.ANONYMOUS);
  }
}
