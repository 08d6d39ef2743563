package io.election.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.election.api.store.DiskActivity;
import io.election.api.store.DiskActivity.Kind;
import io.election.api.store.DiskActivity.Operation;
import io.election.api.store.ElectionStore;
import io.election.api.store.ExampleState;
import io.election.api.store.NodeDirectory;
import io.election.api.store.StoreException;
import io.election.api.store.StoreException.Problem;
import io.election.api.store.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileElectionStoreTest {

  private static final String TEMPORARY_FILE =
      FileElectionStore.RECORD_FILE + NodeDirectory.TEMPORARY_SUFFIX;
  private static final Operation WRITE_TEMPORARY = new Operation(Kind.WRITE, TEMPORARY_FILE);
  private static final Operation FORCE_TEMPORARY = new Operation(Kind.FORCE, TEMPORARY_FILE);
  private static final Operation FORCE_DIRECTORY = new Operation(Kind.FORCE, "");

  private final FileElectionStoreFactory factory = new FileElectionStoreFactory();

  @TempDir Path directory;

  private StoreLocation location;
  private Path record;

  @BeforeEach
  void locate() {
    location = new StoreLocation("local", 2, directory);
    record = directory.resolve(FileElectionStore.RECORD_FILE);
  }

  /** T4: a link into a volume that is not mounted, say. */
  @Test
  void recordThatCannotBeReachedIsNotTakenForNone() throws Exception {
    Files.createSymbolicLink(record, Path.of("not-mounted", "election.record"));

    assertThatThrownBy(() -> factory.open(location)).isInstanceOf(StoreException.class);
  }

  @Test
  void theRecordIsTextThatAnOperatorCanRead() throws Exception {
    try (ElectionStore store = factory.open(location)) {
      store.save(ExampleState.of(7, 3));
    }
    assertThat(record)
        .hasContent(
            """
            election-record 2
            cluster local
            node 2
            directory 9f86d081884c7d65
            starts 4
            members 1 2 3
            term 7
            vote 3 directory 2c26b46b68ffc68f starts 2 nonce fcde2b2edba56bf4
            promise-cap-millis 4096
            checksum 34657116
            """);
  }

  @Test
  void aSaveWritesThenForcesThenRenamesThenForcesTheDirectory() throws Exception {
    try (ElectionStore store = factory.open(location)) {
      assertThat(DiskActivity.during(directory, () -> store.save(ExampleState.of(7, 3))))
          .containsExactly(WRITE_TEMPORARY, FORCE_TEMPORARY, FORCE_DIRECTORY);
    }
  }

  /** The flight recorder does not see a rename; one that fails shows what comes before it. */
  @Test
  void theContentIsForcedBeforeTheRenameAndTheDirectoryAfterIt() throws Exception {
    try (ElectionStore store = factory.open(location)) {
      Files.createDirectories(record.resolve("in the way of the rename"));
      assertThat(
              DiskActivity.during(
                  directory,
                  () ->
                      assertThatThrownBy(() -> store.save(ExampleState.of(7, 3)))
                          .isInstanceOf(StoreException.class)))
          .containsExactly(WRITE_TEMPORARY, FORCE_TEMPORARY);
    }
  }

  @Test
  void damageInAnyLineIsRefusedAndLeftAsItIs() throws Exception {
    try (ElectionStore store = factory.open(location)) {
      store.save(ExampleState.of(7, 3));
    }
    String text = Files.readString(record);
    for (String line : text.lines().toList()) {
      String damaged = text.replace(line + "\n", line + "0\n");
      Files.writeString(record, damaged);
      assertDamaged("its checksum does not match its content");
      assertThat(record).hasContent(damaged);
    }
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws Exception {
    Files.write(record, new byte[] {'n', 'o', 'd', 'e', ' ', (byte) 0xff, '\n'});
    assertDamaged("it is not text");
  }

  @Test
  void damageIsToldWithTheOnlySafeWayOut() throws Exception {
    Files.writeString(record, "term 7");
    assertThatThrownBy(() -> factory.open(location))
        .hasMessage(
            record
                + " is damaged (its checksum does not match its content), so this node's vote is"
                + " lost; do not restore a backup: once all other members follow one leader and"
                + " this node has been stopped for longer than election.timeout.max, move its"
                + " directory away and start it again");
  }

  @Test
  void aDirectoryInUseIsToldWithTheWayOut() throws Exception {
    try (ElectionStore store = factory.open(location)) {
      assertThatThrownBy(() -> factory.open(location))
          .hasMessage(
              directory
                  + " is in use by another process; stop that process or choose another"
                  + " election.data-dir");
      assertThat(store.load()).isEmpty();
    }
  }

  @Test
  void aDirectoryRemovedUnderTheStoreFailsTheSave() throws Exception {
    List<Path> elsewhere = List.of(directory.resolve("node-2"), directory.resolve("moved"));
    location = new StoreLocation("local", 2, elsewhere.get(0));
    try (ElectionStore store = factory.open(location)) {
      Files.move(elsewhere.get(0), elsewhere.get(1));
      assertThatThrownBy(() -> store.save(ExampleState.of(1, 2)))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE));
      Files.move(elsewhere.get(1), elsewhere.get(0));
      store.save(ExampleState.of(1, 2));
      assertThat(store.load()).contains(ExampleState.of(1, 2));
    }
  }

  private void assertDamaged(String finding) {
    StoreException refusal =
        catchThrowableOfType(StoreException.class, () -> factory.open(location));
    assertThat(refusal).isNotNull();
    assertThat(refusal.problem()).isEqualTo(Problem.DAMAGED);
    assertThat(refusal.getMessage()).startsWith(record + " is damaged (" + finding + ")");
  }
}
