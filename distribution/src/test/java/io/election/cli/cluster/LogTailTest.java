package io.election.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir private Path directory;

  @Test
  void theLastWordsAreTheLastLineThatIsNoStackFrame() throws Exception {
    Path log = Files.writeString(directory.resolve("log"), "up\nport in use\n\tat X.y(X:1)\n\n");

    assertThat(new LogTail(log, 0).lastWords()).isEqualTo("port in use");
  }

  @Test
  void anEarlierRunsWordsDoNotCount() throws Exception {
    Path log = Files.writeString(directory.resolve("log"), "earlier\n");
    long from = Files.size(log);

    assertThat(new LogTail(log, from).lastWords()).isEmpty();
  }

  @Test
  void ofALongLogOnlyTheEndIsRead() throws Exception {
    Path log = Files.writeString(directory.resolve("log"), "x".repeat(100_000) + "\nthe end");

    assertThat(new LogTail(log, 0).lastWords()).isEqualTo("the end");
  }
}
