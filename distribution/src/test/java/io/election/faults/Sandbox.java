package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Network, mount and process namespaces of the test's own, so that nothing on the machine changes.
 * Its first process waits for the end of its input; with that process the kernel ends all others in
 * here and drops the networks and mounts. So nothing stays behind a test that fails or is killed.
 */
final class Sandbox implements AutoCloseable {

  private static final String FIRST_PROCESS =
      "mount -t tmpfs tmpfs /run && mkdir /run/netns && mount -t tmpfs tmpfs /dev/shm"
          + " && ip link set lo up && echo ready && exec cat";

  private final Process keeper;
  private final long firstProcess;

  private Sandbox(Process keeper, long firstProcess) {
    this.keeper = keeper;
    this.firstProcess = firstProcess;
  }

  static Sandbox open() {
    try {
      Process keeper =
          new ProcessBuilder(
                  "unshare",
                  "--mount",
                  "--net",
                  "--pid",
                  "--fork",
                  "--kill-child",
                  "--mount-proc",
                  "sh",
                  "-c",
                  FIRST_PROCESS)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(keeper.getInputStream(), StandardCharsets.UTF_8));
      assertThat(output.readLine()).as("the sandbox is made").isEqualTo("ready");
      ProcessHandle first = keeper.children().findFirst().orElseThrow();
      return new Sandbox(keeper, first.pid());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The command that runs this one in here. */
  List<String> inside(List<String> command) {
    List<String> entering =
        new ArrayList<>(
            List.of("nsenter", "--target", firstProcess + "", "--mount", "--pid", "--net", "--"));
    entering.addAll(command);
    return entering;
  }

  /** Runs a shell script in here and waits for its end. */
  void run(String script) {
    try {
      Process process =
          new ProcessBuilder(inside(List.of("sh", "-ec", script)))
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", script, output).isZero();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    ProcessHandle.of(firstProcess).ifPresent(ProcessHandle::destroyForcibly);
    keeper.destroyForcibly();
  }
}
