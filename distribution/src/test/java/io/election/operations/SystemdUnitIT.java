package io.election.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit, judged by systemd's own tools. */
class SystemdUnitIT {

  /** From 0, shut off from everything, to 10, not at all. */
  private static final int MOST_EXPOSURE_IN_TENTHS = 15;

  private static final String UNIT = "election@.service";

  @TempDir private Path directory;

  /** Programs are looked for on this machine, whose Java may lie elsewhere. */
  @BeforeEach
  void copyTheUnit() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String unit = OperationsFiles.read("systemd/" + UNIT);
    assertThat(unit).contains("ExecStart=/usr/bin/java ");
    Files.writeString(
        directory.resolve(UNIT),
        unit.replace("ExecStart=/usr/bin/java ", "ExecStart=" + java + " "));
  }

  @Test
  void isUnderstoodWithoutAWarning() {
    Program analyze = Program.assumeInstalled("systemd-analyze");
    assertThat(analyze.run(directory, "verify", "--man=no", directory.resolve(UNIT).toString()))
        .isEmpty();
  }

  @Test
  void shutsTheNodeOffFromWhatItDoesNotNeed() {
    Program analyze = Program.assumeInstalled("systemd-analyze");
    analyze.run(
        directory,
        "security",
        "--no-pager",
        "--offline=yes",
        "--threshold=" + MOST_EXPOSURE_IN_TENTHS,
        directory.resolve(UNIT).toString());
  }

  /** L4: {@code /proc/uptime} is the clock that went on while the machine slept. */
  @Test
  void leavesTheNodeTheClockThatCountsSuspension() {
    assertThat(OperationsFiles.read("systemd/" + UNIT)).doesNotContain("\nProcSubset=");
  }

  @Test
  void namesThePageThatTellsHowToInstallIt() {
    assertThat(OperationsFiles.read("systemd/" + UNIT)).contains("docs/howto/deploy-on-systemd.md");
    assertThat(OperationsFiles.documentation("howto/deploy-on-systemd.md")).contains(UNIT);
  }
}
