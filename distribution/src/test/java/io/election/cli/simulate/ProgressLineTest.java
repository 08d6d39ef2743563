package io.election.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final StringWriter err = new StringWriter();
  private long nowNanos;

  @Test
  void aRunOfAMomentStaysSilent() {
    ProgressLine line = line(true);
    showAt(line, Duration.ofMillis(1999), "1 of 2");
    line.end();

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void onATerminalOneLineChangesAndIsGoneAtTheEnd() {
    ProgressLine line = line(true);
    showAt(line, Duration.ofMillis(2000), "1 of 4");
    showAt(line, Duration.ofMillis(2100), "2 of 4");
    showAt(line, Duration.ofMillis(2200), "3 of 4");
    line.end();
    line.end();

    assertThat(err.toString()).isEqualTo("\r\u001b[K1 of 4\r\u001b[K3 of 4\r\u001b[K");
  }

  @Test
  void elsewhereALineComesNowAndThen() {
    ProgressLine line = line(false);
    showAt(line, Duration.ofSeconds(2), "1 of 4");
    showAt(line, Duration.ofSeconds(11), "2 of 4");
    showAt(line, Duration.ofSeconds(12), "3 of 4");
    line.end();

    assertThat(err.toString().lines()).containsExactly("1 of 4", "3 of 4");
  }

  private ProgressLine line(boolean isTerminal) {
    return new ProgressLine(new PrintWriter(err), isTerminal, () -> nowNanos);
  }

  private void showAt(ProgressLine line, Duration time, String state) {
    nowNanos = time.toNanos();
    line.show(() -> state);
  }
}
