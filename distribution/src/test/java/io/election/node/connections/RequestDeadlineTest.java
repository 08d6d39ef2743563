package io.election.node.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestDeadlineTest {

  private static final Duration A_MOMENT = Duration.ofMillis(1);
  private static final Duration A_DAY = Duration.ofDays(1);

  private final OpenConnections connections = new OpenConnections(3);

  @Test
  void aConnectionThatNeverAsksIsClosedHoweverManyBytesTrickleIn() {
    EmbeddedChannel connection = open();

    for (Duration sent = Duration.ZERO;
        sent.compareTo(RequestDeadline.FIRST_REQUEST) < 0;
        sent = sent.plusSeconds(1)) {
      assertThat(connection.isOpen()).as("after %s", sent).isTrue();
      connection.writeInbound("X");
      pass(connection, Duration.ofSeconds(1));
    }

    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void aBodyThatDoesNotComeToItsEndIsWaitedForOnlySoLong() {
    EmbeddedChannel connection = open();
    deadline(connection).requestBegins(true);

    pass(connection, RequestDeadline.BODY.minus(A_MOMENT));
    assertThat(connection.isOpen()).isTrue();
    pass(connection, A_MOMENT);
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void anAnswerBeforeTheEndOfTheBodyGivesTheBodyNoMoreTime() {
    EmbeddedChannel connection = open();
    deadline(connection).requestBegins(true);
    pass(connection, RequestDeadline.BODY.minus(A_MOMENT));
    deadline(connection).answerEnds();

    pass(connection, A_MOMENT);

    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void anAnswerTakesAsLongAsItTakes() {
    EmbeddedChannel connection = open();
    deadline(connection).requestBegins(false);
    pass(connection, A_DAY);
    deadline(connection).answerEnds();

    deadline(connection).requestBegins(true);
    deadline(connection).requestEnds();
    pass(connection, A_DAY);

    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void aConnectionThatIsKeptIsClosedWhenNothingMoreIsAsked() {
    EmbeddedChannel connection = open();
    deadline(connection).requestBegins(true);
    deadline(connection).requestEnds();
    deadline(connection).answerEnds();

    pass(connection, RequestDeadline.NEXT_REQUEST.minus(A_MOMENT));
    assertThat(connection.isOpen()).isTrue();
    pass(connection, A_MOMENT);
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void oneTooManyClosesTheOneThatHasWaitedLongest() {
    EmbeddedChannel watcher = open();
    deadline(watcher).requestBegins(false);
    EmbeddedChannel peer = open();
    EmbeddedChannel silent = open();
    heartbeat(peer);

    EmbeddedChannel newcomer = open();

    assertThat(silent.isOpen()).isFalse();
    heartbeat(peer);
    EmbeddedChannel another = open();
    assertThat(newcomer.isOpen()).isFalse();
    assertThat(watcher.isOpen()).isTrue();
    assertThat(peer.isOpen()).isTrue();
    assertThat(another.isOpen()).isTrue();
  }

  @Test
  void aNewOneIsTurnedAwayWhenAllAreBeingAnswered() {
    EmbeddedChannel watcher = open();
    for (EmbeddedChannel each : new EmbeddedChannel[] {watcher, open(), open()}) {
      deadline(each).requestBegins(false);
    }

    assertThat(open().isOpen()).isFalse();
    assertThat(watcher.isOpen()).isTrue();
    watcher.close();
    assertThat(open().isOpen()).isTrue();
  }

  @Test
  void oneThatBreaksInTheMiddleOfARequestIsForgotten() {
    EmbeddedChannel broken = open();
    RequestDeadline deadline = deadline(broken);
    deadline.requestBegins(true);
    broken.close();
    deadline.requestEnds();
    deadline.answerEnds();

    EmbeddedChannel first = open();
    open();
    open();
    assertThat(first.isOpen()).as("three are open, and three may be").isTrue();
    open();
    assertThat(first.isOpen()).as("it has waited longest").isFalse();
  }

  private EmbeddedChannel open() {
    EmbeddedChannel connection = new EmbeddedChannel();
    connection.freezeTime();
    connection.pipeline().addLast(new RequestDeadline(connections));
    connection.pipeline().fireChannelActive();
    return connection;
  }

  private static RequestDeadline deadline(EmbeddedChannel connection) {
    RequestDeadline deadline = RequestDeadline.of(connection);
    assertThat(deadline).isNotNull();
    return deadline;
  }

  private static void heartbeat(EmbeddedChannel peer) {
    deadline(peer).requestBegins(true);
    deadline(peer).requestEnds();
    deadline(peer).answerEnds();
  }

  private static void pass(EmbeddedChannel connection, Duration time) {
    connection.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    connection.runScheduledPendingTasks();
  }
}
