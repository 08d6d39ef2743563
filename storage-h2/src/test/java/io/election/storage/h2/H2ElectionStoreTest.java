package io.election.storage.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.election.api.store.DiskActivity;
import io.election.api.store.DiskActivity.Kind;
import io.election.api.store.DiskActivity.Operation;
import io.election.api.store.ElectionStore;
import io.election.api.store.NodeDirectory;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.store.StoreException.Problem;
import io.election.api.store.StoreLocation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2ElectionStoreTest {

  private static final Operation FORCE_DATABASE = new Operation(Kind.FORCE, DatabaseFile.NAME);

  private final H2ElectionStoreFactory factory = new H2ElectionStoreFactory();

  @TempDir Path directory;

  private StoreLocation location;
  private Path database;
  private Path saveCount;

  @BeforeEach
  void locate() {
    location = new StoreLocation("local", 2, directory);
    database = directory.resolve(DatabaseFile.NAME);
    saveCount = directory.resolve(SaveCount.FILE);
  }

  @Test
  void refusesAPathThatH2WouldReadAsSettings() {
    Path unusable = directory.resolve("a;INIT=b");
    assertThatThrownBy(() -> factory.open(new StoreLocation("local", 2, unusable)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("';'");
    assertThat(unusable).doesNotExist();
  }

  @Test
  void aSaveForcesTheDatabaseThenCountsTheSave() throws Exception {
    try (ElectionStore store = factory.open(location)) {
      store.save(new PersistentState(1, 2));
      List<Operation> operations =
          DiskActivity.during(directory, () -> store.save(new PersistentState(2, 2)));
      assertThat(operations)
          .containsSubsequence(
              FORCE_DATABASE,
              new Operation(Kind.WRITE, SaveCount.FILE + NodeDirectory.TEMPORARY_SUFFIX),
              new Operation(Kind.FORCE, SaveCount.FILE + NodeDirectory.TEMPORARY_SUFFIX),
              new Operation(Kind.FORCE, ""));
    }
  }

  @Test
  void theDatabaseIsForcedOnOpeningBeforeItIsBelieved() throws Exception {
    save(1);
    List<Operation> operations =
        DiskActivity.during(directory, () -> factory.open(location).load());
    assertThat(operations).contains(FORCE_DATABASE, new Operation(Kind.FORCE, ""));
  }

  /** What H2 does when the newest part of its file is damaged: it shows the part before. */
  @Test
  void anOlderVoteThatH2FallsBackToIsRefused() throws Exception {
    byte[] older;
    try (ElectionStore store = factory.open(location)) {
      store.save(new PersistentState(7, 3));
      older = Files.readAllBytes(database);
      store.save(new PersistentState(8, 1));
    }
    Files.write(database, older);
    assertDamaged("it shows save 1, but election.saves says 2");
  }

  @Test
  void aMissingDatabaseIsRefusedAndNotMadeAnew() throws Exception {
    save(1);
    Files.delete(database);
    assertDamaged("H2 error 90146");
    assertThat(database).doesNotExist();
  }

  @Test
  void aMissingSaveCountIsRefused() throws Exception {
    save(1);
    save(2);
    Files.delete(saveCount);
    assertDamaged("it shows save 2, but election.saves says 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1\n\n", "+1\n", "01\n", "-1\n", "0\n", "one\n", "é\n"})
  void aDamagedSaveCountIsRefused(String text) throws Exception {
    save(1);
    Files.writeString(saveCount, text);
    assertThat(refusal().getMessage()).startsWith(saveCount + " is damaged");
    assertThat(saveCount).hasContent(text);
  }

  /** Killed after the database was synced and before the save was counted. */
  @Test
  void aSaveThatWasNotCountedYetIsCountedOnOpening() throws Exception {
    save(1);
    byte[] countOfOne = Files.readAllBytes(saveCount);
    save(2);
    Files.write(saveCount, countOfOne);
    try (ElectionStore store = factory.open(location)) {
      assertThat(store.load()).contains(new PersistentState(2, 2));
      assertThat(saveCount).hasContent("2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "term = 6",
        "voted_for = 1",
        "voted_for = NULL",
        "node_id = 3",
        "cluster_id = 'other'",
        "save_count = 2",
        "checksum = 1"
      })
  void aRowThatDoesNotFitItsChecksumIsRefused(String change) throws Exception {
    save(7);
    Database.execute(directory, "UPDATE election_state SET " + change);
    assertDamaged("its checksum does not match its content");
  }

  @Test
  void aLostRowIsRefused() throws Exception {
    save(7);
    Database.execute(directory, "DELETE FROM election_state");
    assertDamaged("it shows save 0, but election.saves says 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO election_state VALUES (FALSE, 'local', 2, 9, 1, 9, 9)",
        "INSERT INTO election_state VALUES (TRUE, 'local', 2, 9, 1, 9, 9)",
        "UPDATE election_state SET term = -1",
        "UPDATE election_state SET voted_for = 0",
        "UPDATE election_state SET node_id = NULL"
      })
  void theSchemaAllowsOneRowWithAPossibleState(String statement) throws Exception {
    save(7);
    assertThatThrownBy(() -> Database.execute(directory, statement))
        .isInstanceOf(SQLIntegrityConstraintViolationException.class);
  }

  @Test
  void aDatabaseThatAnotherToolHasOpenIsInUse() throws Exception {
    save(7);
    try (Connection tool =
        DriverManager.getConnection("jdbc:h2:async:" + directory.resolve("election"))) {
      assertThat(tool.isValid(0)).isTrue();
      assertThat(refusal().problem()).isEqualTo(Problem.IN_USE);
    }
    save(8);
  }

  /** Found with 5000 flipped bits: Flyway stumbles over its own table with any exception. */
  @Test
  void aDamagedSchemaHistoryIsRefused() throws Exception {
    save(7);
    Database.execute(directory, "UPDATE \"flyway_schema_history\" SET \"type\" = 'SL'");
    assertDamaged("IllegalArgumentException");
  }

  @Test
  void theFileStaysAsSmallAsItIsAtFirst() throws Exception {
    try (ElectionStore store = factory.open(location)) {
      for (int term = 1; term <= 1000; term++) {
        store.save(new PersistentState(term, 1));
        assertThat(database).satisfies(file -> assertThat(Files.size(file)).isLessThan(100_000));
      }
    }
  }

  @Test
  void noOtherFileIsLeft() throws Exception {
    save(1);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("election.lock", DatabaseFile.NAME, SaveCount.FILE);
    }
  }

  @Test
  void aStoreStartsNoThreadThatKeepsTheProcessAlive() throws Exception {
    List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
    try (ElectionStore store = factory.open(location)) {
      store.save(new PersistentState(1, 2));
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> !before.contains(thread))
          .allMatch(Thread::isDaemon);
    }
  }

  @Test
  void nothingIsPrinted() throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
    try {
      save(1);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private void save(long term) throws StoreException {
    try (ElectionStore store = factory.open(location)) {
      store.save(new PersistentState(term, 2));
    }
  }

  private StoreException refusal() {
    StoreException refusal =
        catchThrowableOfType(StoreException.class, () -> factory.open(location));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private void assertDamaged(String finding) {
    StoreException refusal = refusal();
    assertThat(refusal.problem()).isEqualTo(Problem.DAMAGED);
    assertThat(refusal.getMessage()).startsWith(database + " is damaged (" + finding + ")");
  }
}
