package io.election.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.cli.ClusterEvent;
import io.election.cli.Palette;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DisplayTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T12:34:56.789Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, false, StandardCharsets.UTF_8);

  @Test
  void aPipeGetsOneLineForEachEventAtOnceAndNoPicture() {
    PlainLines lines = new PlainLines(out, CLOCK);

    lines.tell(ClusterEvent.bad("node 2 was killed"));
    lines.show(Looks.atRest(3).take());

    assertThat(taken()).isEqualTo("12:34:56.789  node 2 was killed" + System.lineSeparator());
  }

  @Test
  void thePictureFitsInto80Columns() {
    Looks looks = Looks.atRest(9).becomes(9, NodeState.KILLED);

    List<String> rows = new Picture(new Palette(false)).rows(looks.take());

    assertThat(rows)
        .hasSize(3 + 9)
        .allSatisfy(row -> assertThat(row).hasSizeLessThanOrEqualTo(80))
        .contains(
            "  1    127.0.0.1:7101      100 running  leader           1    1  ######## 400ms",
            "  9    127.0.0.1:7109      108 killed   ");
    assertThat(rows.get(0)).contains("node 1 leads in term 1", "8 of 9 nodes run");
  }

  @Test
  void theLeaseOfAFrozenLeaderDrains() {
    Picture picture = new Picture(new Palette(false));
    Looks looks = Looks.atRest(3);
    picture.rows(looks.take());
    looks.becomes(1, NodeState.FROZEN).after(Duration.ofMillis(200));

    List<String> rows = picture.rows(looks.take());

    assertThat(rows.get(0)).contains("nobody leads");
    assertThat(rows.get(3)).contains("frozen").endsWith("####.... 200ms");
  }

  @Test
  void rowsAreDrawnFromTheBottomUpSoThatALowTerminalKeepsTheUpperOnes() {
    TerminalScreen screen = screen();
    taken();

    screen.show(Looks.atRest(3).take());

    assertThat(rowsDrawn(taken().replaceFirst("\u001b\\[10;1H.*$", "")))
        .hasSizeGreaterThan(8)
        .isSortedAccordingTo((one, other) -> Integer.compare(other, one));
  }

  @Test
  void onlyATakenLineClearsThePrompt() {
    TerminalScreen screen = screen();
    screen.show(Looks.atRest(3).take());
    taken();

    screen.show(Looks.atRest(3).take());
    String withTyping = taken();
    assertThat(rowsDrawn(withTyping)).contains(1, 9, 11).doesNotContain(10);
    assertThat(withTyping).startsWith("\u001b7").endsWith("\u001b8");

    screen.prompt();
    screen.show(Looks.atRest(3).take());
    assertThat(taken()).endsWith("\u001b[10;1H\u001b[2K  > ");
  }

  @Test
  void theLatestEventIsOnTopAndOldOnesMakeRoom() {
    TerminalScreen screen = screen();
    for (int i = 1; i <= 11; i++) {
      screen.tell(ClusterEvent.plain("event " + i + "!"));
    }
    taken();

    screen.show(Looks.atRest(3).take());

    assertThat(taken())
        .containsSubsequence("\u001b[21;1H", "event 2!", "\u001b[12;1H", "event 11!")
        .doesNotContain("event 1!");
  }

  @Test
  void theTerminalIsGivenBackOnceAndTheLastEventsStayReadable() {
    TerminalScreen screen = screen();
    screen.tell(ClusterEvent.good("node 1 leads in term 1"));
    taken();

    screen.close();
    screen.close();
    screen.show(Looks.atRest(3).take());
    screen.tell(ClusterEvent.plain("all nodes are stopped"));

    assertThat(taken().lines())
        .containsExactly(
            "\u001b[?7h\u001b[?1049l12:34:56.789  node 1 leads in term 1",
            "12:34:56.789  all nodes are stopped");
  }

  private TerminalScreen screen() {
    return new TerminalScreen(out, CLOCK, new Palette(false));
  }

  private String taken() {
    String text = written.toString(StandardCharsets.UTF_8);
    written.reset();
    return text;
  }

  private static List<Integer> rowsDrawn(String text) {
    return Pattern.compile("\u001b\\[(\\d+);1H")
        .matcher(text)
        .results()
        .map((MatchResult result) -> Integer.valueOf(result.group(1)))
        .toList();
  }
}
