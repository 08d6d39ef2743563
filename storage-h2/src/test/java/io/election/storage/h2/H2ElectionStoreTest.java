package io.election.storage.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.election.api.store.DiskActivity;
import io.election.api.store.DiskActivity.Kind;
import io.election.api.store.DiskActivity.Operation;
import io.election.api.store.ElectionRecord;
import io.election.api.store.ElectionStore;
import io.election.api.store.ExampleState;
import io.election.api.store.NodeDirectory;
import io.election.api.store.RecordText;
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
      store.save(ExampleState.of(1, 2));
      List<Operation> operations =
          DiskActivity.during(directory, () -> store.save(ExampleState.of(2, 2)));
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
      store.save(ExampleState.of(7, 3));
      older = Files.readAllBytes(database);
      store.save(ExampleState.of(8, 1));
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
      assertThat(store.load()).contains(ExampleState.of(2, 2));
      assertThat(saveCount).hasContent("2");
    }
  }

  @Test
  void aSaveIsNotCountedForAnotherNode() throws Exception {
    save(1);
    byte[] countOfOne = Files.readAllBytes(saveCount);
    save(2);
    Files.write(saveCount, countOfOne);
    location = new StoreLocation("local", 3, directory);
    assertThat(refusal().problem()).isEqualTo(Problem.FOREIGN);
    assertThat(saveCount).hasContent("1");
  }

  @Test
  void damageInAnyLineOfTheRecordIsRefused() throws Exception {
    save(7);
    for (String line : ElectionRecord.encode(location, ExampleState.of(7, 2)).lines().toList()) {
      replaceInRecord(line, line + "0");
      assertDamaged("its checksum does not match its content");
      replaceInRecord(line + "0", line);
    }
    try (ElectionStore store = factory.open(location)) {
      assertThat(store.load()).contains(ExampleState.of(7, 2));
    }
  }

  private void replaceInRecord(String text, String other) throws Exception {
    Database.execute(
        directory,
        "UPDATE election_record SET record ="
            + " REPLACE(record, '%s' || CHAR(10), '%s' || CHAR(10))".formatted(text, other));
  }

  /** The table is of this version, the record in it of a later one. */
  @Test
  void aRecordOfALaterVersionIsRefused() throws Exception {
    save(7);
    Database.execute(
        directory,
        "UPDATE election_record SET record = '%s'"
            .formatted(RecordText.withChecksum("election-record 3\nmore\n")));
    assertThat(refusal().problem()).isEqualTo(Problem.NEWER_FORMAT);
  }

  /** It may be the one save that was not counted yet; every other number gives it away. */
  @Test
  void aSaveCountOfTheRowThatIsTooHighIsRefused() throws Exception {
    save(7);
    Database.execute(directory, "UPDATE election_record SET save_count = 3");
    assertDamaged("it shows save 3, but election.saves says 1");
  }

  @Test
  void aLostRowIsRefused() throws Exception {
    save(7);
    Database.execute(directory, "DELETE FROM election_record");
    assertDamaged("it shows save 0, but election.saves says 1");
  }

  @Test
  void nothingOfTheEarlierVersionIsConverted() throws Exception {
    Files.writeString(saveCount, "1\n");
    Database.makeEarlierVersion(directory);
    assertThat(refusal())
        .hasMessage(
            database
                + " was written by an earlier version of this software (format 1, this version"
                + " reads 2), and this node's record cannot be carried over; stop all nodes of the"
                + " cluster, empty their data directories and start them anew");
    assertThat(Database.longOf(directory, "SELECT term FROM election_state")).isEqualTo(7);
    assertThat(
            Database.longOf(
                directory,
                "SELECT COUNT(*) FROM information_schema.tables"
                    + " WHERE table_name = 'ELECTION_RECORD'"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO election_record VALUES (FALSE, 'record', 9)",
        "INSERT INTO election_record VALUES (TRUE, 'record', 9)",
        "UPDATE election_record SET record = NULL",
        "UPDATE election_record SET save_count = 0"
      })
  void theSchemaAllowsOneCountedRow(String statement) throws Exception {
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
        store.save(ExampleState.of(term, 1));
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
      store.save(ExampleState.of(1, 2));
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
      store.save(ExampleState.of(term, 2));
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
