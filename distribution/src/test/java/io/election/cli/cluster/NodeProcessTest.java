package io.election.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.cli.cluster.NodeProcess.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drives real processes. */
@Timeout(30)
class NodeProcessTest {

  private static final List<String> FOR_EVER = List.of("sh", "-c", "exec sleep 600");
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path directory;

  @Test
  void aKilledProcessIsGoneAtOnce() throws Exception {
    NodeProcess process = start(FOR_EVER);
    assertThat(process.ending()).isNull();

    process.kill();

    assertThat(process.isAlive()).isFalse();
    assertThat(process.ending()).isEqualTo(new Ending(true, 137, ""));
  }

  @Test
  void aFrozenProcessDoesNothingUntilItIsWoken() throws Exception {
    Path sign = directory.resolve("sign");
    String endsAtSign = "until [ -e '" + sign + "' ]; do sleep 0.02; done";
    NodeProcess process = start(List.of("sh", "-c", endsAtSign));
    process.freeze();
    Files.createFile(sign);
    assertThat(process.awaitEnd(Duration.ofMillis(300))).isFalse();
    assertThat(process.isFrozen()).isTrue();

    process.wake();

    assertThat(process.awaitEnd(LONG)).isTrue();
    assertThat(process.isFrozen()).isFalse();
  }

  @Test
  void aFrozenProcessCanBeKilled() throws Exception {
    NodeProcess process = start(FOR_EVER);
    process.freeze();

    process.kill();

    assertThat(Objects.requireNonNull(process.ending()).killed()).isTrue();
  }

  @Test
  void oneThatEndsByItselfLeavesItsLastWords() throws Exception {
    NodeProcess process = start(List.of("sh", "-c", "echo hello; echo no port >&2; exit 3"));

    assertThat(process.awaitEnd(LONG)).isTrue();
    assertThat(process.ending()).isEqualTo(new Ending(false, 3, "no port"));
  }

  private NodeProcess start(List<String> command) throws Exception {
    return NodeProcess.start(command, directory.resolve("log"));
  }
}
