package io.election.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.election.api.store.DiskActivity.Kind;
import io.election.api.store.DiskActivity.Operation;
import io.election.api.store.StoreException.Problem;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PromiseRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link ElectionStore} does. To test a store of your own, depend on this module's test
 * jar, extend this class and answer its six questions:
 *
 * <ul>
 *   <li>{@link #factory()}: how is a store opened? The class needs a public constructor without
 *       arguments, since some tests open it in a second process.
 *   <li>{@link #recordFile}: which file holds the record? The tests cut it short, empty it, and
 *       flip its bits.
 *   <li>{@link #writeOlderFormat}: what has a version left there that did not know {@link
 *       ElectionRecord} yet? A store that has no such past writes a text of format 1.
 *   <li>{@link #writeNewerFormat}: what would a later version have left there?
 *   <li>{@link #leaveInterruptedSave}: what does a process leave that is killed inside {@code
 *       save}?
 *   <li>{@link #failWrites}: how are writes made to fail?
 * </ul>
 *
 * <p>Writes and forces are watched from outside, by the JDK's flight recorder, so durability needs
 * no hook. A store that keeps its records elsewhere than in files of {@link
 * StoreLocation#directory()} overrides the tests that look at files, and proves the same in its own
 * way.
 */
public abstract class ElectionStoreContract {

  private static final PersistentState OLD = ExampleState.of(7, 3);
  private static final PersistentState NEW = ExampleState.of(8, 1);

  @TempDir Path temporary;

  private StoreLocation location;

  /** Something that makes writes fail. */
  @FunctionalInterface
  public interface Fault {

    /** Takes the cause away. */
    void repair() throws IOException;
  }

  /** How a store is opened. */
  protected abstract ElectionStoreFactory factory();

  /** The file of a node's directory that holds the record. */
  protected abstract Path recordFile(Path directory);

  /** Makes the record, kept by a store that is closed now, one of an earlier version. */
  protected abstract void writeOlderFormat(StoreLocation location) throws Exception;

  /** Makes the record, kept by a store that is closed now, one of a later version. */
  protected abstract void writeNewerFormat(StoreLocation location) throws Exception;

  /** Leaves beside a good record what a process leaves that is killed inside {@code save}. */
  protected abstract void leaveInterruptedSave(StoreLocation location) throws Exception;

  /** Makes writes in the directory, which a store has open, fail before anything is changed. */
  protected abstract Fault failWrites(Path directory) throws IOException;

  @BeforeEach
  void chooseLocation() {
    location = new StoreLocation("local", 2, temporary.resolve("data/node-2"));
  }

  // What is saved is what is loaded.

  @Test
  void aNewStoreIsEmpty() throws Exception {
    try (ElectionStore store = open()) {
      assertThat(store.load()).isEmpty();
    }
    try (ElectionStore store = open()) {
      assertThat(store.load()).isEmpty();
    }
  }

  @Test
  void whatWasSavedIsLoaded() throws Exception {
    List<PersistentState> states =
        List.of(
            ExampleState.FIRST_START,
            ExampleState.of(1, null),
            ExampleState.of(1, 2),
            ExampleState.of(1, 2).nextStart(),
            ExampleState.of(1, 2).withPromiseCap(PromiseRequest.LONGEST.toMillis()),
            ExampleState.of(2, null),
            new PersistentState(
                -1,
                Long.MAX_VALUE,
                Set.of(1, Integer.MAX_VALUE),
                Long.MAX_VALUE - 1,
                new Vote(
                    Integer.MAX_VALUE,
                    new Incarnation(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE)),
                1));
    for (PersistentState state : states) {
      try (ElectionStore store = open()) {
        store.save(state);
        assertThat(store.load()).contains(state);
      }
      assertLoads(state);
    }
  }

  @Test
  void theLastOfManySavesIsLoaded() throws Exception {
    PersistentState state = ExampleState.FIRST_START;
    try (ElectionStore store = open()) {
      for (int term = 1; term <= 50; term++) {
        state = state.advanceTo(term);
        store.save(state);
        state = state.voteFor(ExampleState.voteFor(1 + term % 3));
        store.save(state);
      }
    }
    assertLoads(state);
  }

  @Test
  void aClusterIdMayBeAnyLineOfText() throws Exception {
    location = new StoreLocation("Größe 7; 'x' \"y\" \\ = #!", 2, location.directory());
    saveAndClose(OLD);
    assertLoads(OLD);
  }

  @Test
  void hasRecordTellsWhetherOneWasSavedAndChangesNothing() throws Exception {
    assertThat(factory().hasRecord(location)).isFalse();
    assertThat(location.directory()).doesNotExist();

    open().close();
    Map<String, byte[]> neverSaved = files();
    assertThat(factory().hasRecord(location)).isFalse();
    assertThat(files()).containsExactlyEntriesOf(neverSaved);

    saveAndClose(OLD);
    Map<String, byte[]> saved = files();
    assertThat(factory().hasRecord(location)).isTrue();
    assertThat(files()).containsExactlyEntriesOf(saved);
  }

  @Test
  void hasRecordAnswersBesideAnOpenStore() throws Exception {
    try (ElectionStore store = open()) {
      store.save(OLD);
      assertThat(factory().hasRecord(location)).isTrue();
      assertThat(sayOfAnotherProcess()).startsWith("IN_USE");
    }
  }

  // What cannot be trusted is refused (rule T4).

  @Test
  void anEmptiedRecordIsRefused() throws Exception {
    saveAndClose(OLD);
    Files.write(recordFile(location.directory()), new byte[0]);
    assertRefused(Problem.DAMAGED);
    assertRefused(Problem.DAMAGED);
  }

  @Test
  void aRecordOfOtherBytesIsRefused() throws Exception {
    saveAndClose(OLD);
    Path record = recordFile(location.directory());
    byte[] noise = new byte[(int) Files.size(record)];
    new Random(1).nextBytes(noise);
    Files.write(record, noise);
    assertRefused(Problem.DAMAGED);
  }

  @Test
  void aTruncatedRecordIsNeverReadAsAnotherState() throws Exception {
    DamageTrial trial = trialOfAKilledStore();
    int length = trial.recordLength();
    for (int tenth = 0; tenth < 10; tenth++) {
      trial.truncate((int) ((long) length * tenth / 10));
    }
    trial.truncate(length - 1);
  }

  @Test
  void aFlippedBitAfterAKillIsNeverReadAsAnotherState() throws Exception {
    trialOfAKilledStore().flipBits();
  }

  @Test
  void aFlippedBitAfterACloseIsNeverReadAsAnotherState() throws Exception {
    saveAndClose(OLD);
    saveAndClose(NEW);
    trial().flipBits();
  }

  @Test
  void aRecordOfAnotherClusterIsRefused() throws Exception {
    saveAndClose(OLD);
    location = new StoreLocation("other", 2, location.directory());
    assertRefused(Problem.FOREIGN, "local", "other");
  }

  @Test
  void aRecordOfAnotherNodeIsRefused() throws Exception {
    saveAndClose(OLD);
    location = new StoreLocation("local", 3, location.directory());
    assertRefused(Problem.FOREIGN, "node 2", "node 3");
  }

  @Test
  void aRefusedRecordStaysWhatItWas() throws Exception {
    saveAndClose(OLD);
    StoreLocation owner = location;
    location = new StoreLocation("other", 3, owner.directory());
    assertRefused(Problem.FOREIGN);
    location = owner;
    assertLoads(OLD);
  }

  @Test
  void aRecordOfAnEarlierVersionIsRefusedAndNotConverted() throws Exception {
    saveAndClose(OLD);
    writeOlderFormat(location);
    assertThat(factory().hasRecord(location)).isTrue();
    assertRefused(Problem.OLDER_FORMAT, "stop all nodes", "empty their data directories");
    assertRefused(Problem.OLDER_FORMAT);
  }

  @Test
  void aRecordOfALaterVersionIsRefused() throws Exception {
    saveAndClose(OLD);
    writeNewerFormat(location);
    assertRefused(Problem.NEWER_FORMAT);
  }

  // One process at a time.

  @Test
  void aSecondStoreInThisProcessIsRefusedAndDoesNotBreakTheLock() throws Exception {
    try (ElectionStore store = open()) {
      store.save(OLD);
      assertRefused(Problem.IN_USE);
      assertThat(sayOfAnotherProcess()).startsWith("IN_USE " + location.directory());
      store.save(NEW);
      assertThat(store.load()).contains(NEW);
    }
    assertLoads(NEW);
  }

  @Test
  void aStoreOfAnotherProcessIsRefusedUntilThatProcessIsKilled() throws Exception {
    try (OtherProcess other = OtherProcess.openAndSave(factory().getClass(), location, 41)) {
      assertThat(other.readLine()).isEqualTo(OtherProcess.SAVED);
      assertRefused(Problem.IN_USE);
    }
    assertLoads(ExampleState.of(41, 2));
  }

  @Test
  void aStoreMayBeClosedTwiceAndOpenedAgain() throws Exception {
    ElectionStore first = open();
    first.save(OLD);
    first.close();
    try (ElectionStore second = open()) {
      first.close();
      assertRefused(Problem.IN_USE);
      second.save(NEW);
    }
    assertLoads(NEW);
  }

  // Nothing is said to be saved that is not on the disk (rule T1).

  @Test
  void whatSaveWroteIsForcedBeforeItReturns() throws Exception {
    try (ElectionStore store = open()) {
      DiskActivity.assertEveryWriteIsForced(location.directory(), () -> store.save(OLD));
      DiskActivity.assertEveryWriteIsForced(location.directory(), () -> store.save(NEW));
    }
  }

  @Test
  void whatAKilledProcessMayHaveLeftUnsyncedIsForcedBeforeItIsLoaded() throws Exception {
    saveAndClose(OLD);
    List<Operation> operations = DiskActivity.during(location.directory(), () -> assertLoads(OLD));
    assertThat(operations).extracting(Operation::kind).contains(Kind.FORCE);
  }

  @Test
  void theDirectoryOfANewRecordIsForced() throws Exception {
    Files.createDirectories(location.directory());
    List<Operation> operations = DiskActivity.during(location.directory(), () -> saveAndClose(OLD));
    assertThat(operations).contains(new Operation(Kind.FORCE, ""));
  }

  @Test
  void aNewDirectoryIsForcedIntoItsParent() throws Exception {
    List<Operation> operations = DiskActivity.during(temporary, () -> open().close());
    assertThat(operations)
        .contains(new Operation(Kind.FORCE, ""), new Operation(Kind.FORCE, "data"));
  }

  @Test
  void anInterruptedSaveCountsForNothingAndLeavesNothing() throws Exception {
    saveAndClose(OLD);
    List<String> names = List.copyOf(files().keySet());
    leaveInterruptedSave(location);
    assertLoads(OLD);
    assertThat(files().keySet()).containsExactlyElementsOf(names);
    saveAndClose(NEW);
    assertLoads(NEW);
  }

  // A disk that fails and comes back (rule T5).

  @Test
  void aFailedSaveIsReportedAndLeavesTheOldState() throws Exception {
    ElectionStore store = open();
    store.save(OLD);
    Fault fault = failWrites(location.directory());
    assertFails(() -> store.save(NEW), Problem.UNAVAILABLE);
    store.close();
    fault.repair();
    assertLoads(OLD);
  }

  @Test
  void aStoreThatFailedSavesAgainOnceTheCauseIsGone() throws Exception {
    try (ElectionStore store = open()) {
      store.save(OLD);
      Fault fault = failWrites(location.directory());
      assertFails(() -> store.save(NEW), Problem.UNAVAILABLE);
      assertFails(() -> store.save(NEW), Problem.UNAVAILABLE);
      fault.repair();
      store.save(NEW);
      assertThat(store.load()).contains(NEW);
    }
    assertLoads(NEW);
  }

  @Test
  void anInterruptOfTheThreadDoesNotWearTheStoreOut() throws Exception {
    try (ElectionStore store = open()) {
      store.save(OLD);
      Thread.currentThread().interrupt();
      try {
        store.save(NEW);
      } catch (StoreException e) {
        assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE);
      } finally {
        Thread.interrupted();
      }
      store.save(NEW);
      assertThat(store.load()).contains(NEW);
    }
    assertLoads(NEW);
  }

  @Test
  void aDirectoryThatIsAFileIsRefused() throws Exception {
    Files.createDirectories(location.directory().getParent());
    Files.writeString(location.directory(), "not a directory");
    assertRefused(Problem.UNAVAILABLE);
    assertThat(location.directory()).hasContent("not a directory");
  }

  private ElectionStore open() throws StoreException {
    return factory().open(location);
  }

  private void saveAndClose(PersistentState state) throws StoreException {
    try (ElectionStore store = open()) {
      store.save(state);
    }
  }

  private void assertLoads(PersistentState state) throws StoreException {
    try (ElectionStore store = open()) {
      assertThat(store.load()).contains(state);
    }
  }

  /** Refused on opening, in one line that names the place and says these words. */
  private void assertRefused(Problem problem, String... words) {
    assertFails(() -> open().close(), problem, words);
  }

  private void assertFails(ThrowingCallable action, Problem problem, String... words) {
    StoreException refusal = catchThrowableOfType(StoreException.class, action);
    assertThat(refusal).as("refused with %s", problem).isNotNull();
    assertThat(refusal.problem()).as(refusal.getMessage()).isEqualTo(problem);
    assertThat(refusal.getMessage()).contains(location.directory().toString()).hasLineCount(1);
    for (String word : words) {
      assertThat(refusal.getMessage()).contains(word);
    }
  }

  private String sayOfAnotherProcess() throws Exception {
    try (OtherProcess other = OtherProcess.openAndSave(factory().getClass(), location, 99)) {
      return other.readLine();
    }
  }

  /** Of what would be found if the process were killed at this instant. */
  private DamageTrial trialOfAKilledStore() throws Exception {
    try (ElectionStore store = open()) {
      for (int term = 1; term < OLD.term(); term++) {
        store.save(ExampleState.of(term, 1));
      }
      store.save(OLD);
      store.save(NEW);
      return trial();
    }
  }

  private DamageTrial trial() throws IOException {
    String record = location.directory().relativize(recordFile(location.directory())).toString();
    return new DamageTrial(factory(), temporary, files(), record, NEW);
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(location.directory())) {
      for (Path path : paths.toList()) {
        files.put(path.getFileName().toString(), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
