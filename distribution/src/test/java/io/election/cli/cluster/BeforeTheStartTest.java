package io.election.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.api.transport.Member;
import io.election.cli.CommandFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused while nothing has been started yet. */
class BeforeTheStartTest {

  @TempDir private Path directory;

  @Test
  void aPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      List<Member> members = List.of(new Member(2, "127.0.0.1", taken.getLocalPort()));

      assertThatThrownBy(() -> FreePorts.require(members))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContainingAll("port " + taken.getLocalPort() + " of node 2", "--base-port");
    }
  }

  @Test
  void aDataDirectoryInUse() {
    DataDirectoryLock first = DataDirectoryLock.take(directory.resolve("data"));

    assertThatThrownBy(() -> DataDirectoryLock.take(directory.resolve("data")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("data is in use", "--data-dir");

    first.close();
    DataDirectoryLock.take(directory.resolve("data")).close();
  }

  @Test
  void aDataDirectoryThatIsAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "precious");

    assertThatThrownBy(() -> DataDirectoryLock.take(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll(file.toString(), "--data-dir");
    assertThat(file).hasContent("precious");
  }
}
