package io.election.api.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.crash.CrashStates.NameOrder;
import io.election.api.store.crash.DiskOperation.Force;
import io.election.api.store.crash.DiskOperation.Link;
import io.election.api.store.crash.DiskOperation.MakeDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every store finds after a crash, whatever of its file operations has reached the disk: the
 * state that was acknowledged, or the one whose save was under way (rules T1, T3, T4). It also
 * shows that it would notice a store that leaves out a force.
 */
public abstract class CrashStateContract {

  private static final long SEED = 20_260_102;

  /** A gross fault shows without many torn writes. */
  private static final int FEW = 1000;

  @TempDir(factory = InMemory.class)
  Path temporary;

  private final Random random = new Random(SEED);

  /** The stores to test; they do all that they do to files through this disk. */
  protected abstract ElectionStoreFactory factory(LoggedFileSystem disk);

  /** How long a history to cut: as long as its states can be tried in half a minute. */
  protected abstract int saves();

  /** Of the crash states that are too many, one in so many is tried, drawn by lot. */
  protected abstract int oneIn();

  /** How many bits of each write of a save are flipped, one at a time. */
  protected abstract int flipsInEachWrite();

  /** The fewest crash states that this may come to. */
  protected abstract int leastPowerCuts();

  /** When a power cut may make the store refuse; that is safe, but it takes an operator. */
  protected abstract Refusals refusalsAfterPowerCuts();

  /** The names of files and directories each of whose forces are needed. */
  protected abstract Set<String> namesToForce();

  @Test
  void aPowerCutLeavesWhatWasAcknowledgedOrUnderWay() throws Exception {
    CrashTrial trial = trial(refusalsAfterPowerCuts(), this::factory);
    powerCuts(historyOfSaves(this::factory).entries(), oneIn(), trial::judge);
    report("power cuts", trial);
    assertKeepsItsPromise(trial);
    assertThat(trial.states()).isGreaterThanOrEqualTo(leastPowerCuts());
  }

  /** The process is killed before each operation of a save and of the starts after it. */
  @Test
  void aPowerCutAfterKillsLeavesWhatWasAcknowledgedOrShown() throws Exception {
    LoggedFileSystem disk = newDisk();
    StoreHistory history = new StoreHistory(disk, factory(disk), random);
    history.savesAndClose(1);
    history.killedSaves();
    CrashTrial trial = trial(refusalsAfterPowerCuts(), this::factory);
    powerCuts(disk.log().entries(), oneIn(), someOf(10 * oneIn(), trial::judge));
    report("power cuts after kills", trial);
    assertKeepsItsPromise(trial);
  }

  /** What a start after a power cut has shown counts as acknowledged. */
  @Test
  void aPowerCutDuringTheStartAfterAPowerCutTakesNothingBack() throws Exception {
    CrashTrial trial = trial(refusalsAfterPowerCuts(), this::factory);
    Consumer<CrashState> cutTwice =
        first -> {
          Optional<DiskLog> start = trial.judge(first);
          for (NameOrder order : NameOrder.values()) {
            start.ifPresent(
                log ->
                    new CrashStates(log.start(), first.expectation(), order, oneIn(), random)
                        .ofEach(log.entries(), trial::judge));
          }
        };
    powerCuts(
        historyOfSaves(this::factory).entries(), oneIn(), someOf(10 * oneIn() * oneIn(), cutTwice));
    report("power cuts during the start after one", trial);
    assertKeepsItsPromise(trial);
  }

  @Test
  void aFlippedBitIsNoticedOrHarmless() throws Exception {
    CrashTrial trial = trial(Refusals.ALWAYS, this::factory);
    flippedBits(historyOfSaves(this::factory).entries(), trial::judge);
    report("flipped bits", trial);
    assertThat(trial.violations()).isEmpty();
    assertThat(trial.refusals()).isPositive();
  }

  @TestFactory
  List<DynamicTest> aForceLeftOutIsNoticed() {
    return namesToForce().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> assertNoticedWithoutForcesOf(name)))
        .toList();
  }

  private void assertNoticedWithoutForcesOf(String name) throws Exception {
    List<DiskEntry> log = without(historyOfSaves(this::factory).entries(), name);
    assertThat(
            firstViolation(
                refusalsAfterPowerCuts(), this::factory, judge -> powerCuts(log, FEW, judge)))
        .isNotEmpty();
  }

  /** The first promise that other stores break at a power cut. */
  protected final List<String> violationAtPowerCuts(
      Function<LoggedFileSystem, ElectionStoreFactory> stores) throws Exception {
    List<DiskEntry> log = historyOfSaves(stores).entries();
    return firstViolation(refusalsAfterPowerCuts(), stores, judge -> powerCuts(log, FEW, judge));
  }

  /** The first promise that other stores break over a flipped bit. */
  protected final List<String> violationOverFlippedBits(
      Function<LoggedFileSystem, ElectionStoreFactory> stores) throws Exception {
    List<DiskEntry> log = historyOfSaves(stores).entries();
    return firstViolation(Refusals.ALWAYS, stores, judge -> flippedBits(log, judge));
  }

  private interface States {
    void show(Consumer<CrashState> judge) throws Exception;
  }

  private List<String> firstViolation(
      Refusals allowed, Function<LoggedFileSystem, ElectionStoreFactory> stores, States states)
      throws Exception {
    CrashTrial trial = trial(allowed, stores);
    states.show(
        state -> {
          if (trial.violations().isEmpty()) {
            trial.judge(state);
          }
        });
    return trial.violations();
  }

  private DiskLog historyOfSaves(Function<LoggedFileSystem, ElectionStoreFactory> stores)
      throws Exception {
    LoggedFileSystem disk = newDisk();
    StoreHistory history = new StoreHistory(disk, stores.apply(disk), random);
    history.savesAndClose(saves());
    history.savesAndClose(2);
    return disk.log();
  }

  private LoggedFileSystem newDisk() throws Exception {
    return new LoggedFileSystem(Files.createTempDirectory(temporary, "disk"));
  }

  private CrashTrial trial(
      Refusals allowed, Function<LoggedFileSystem, ElectionStoreFactory> stores) {
    return new CrashTrial(allowed, stores, temporary);
  }

  private void powerCuts(List<DiskEntry> log, int oneTearIn, Consumer<CrashState> consumer) {
    for (NameOrder order : NameOrder.values()) {
      new CrashStates(new DiskImage(), Expectation.NOTHING_SAVED, order, oneTearIn, random)
          .ofEach(log, consumer);
    }
  }

  private void flippedBits(List<DiskEntry> log, Consumer<CrashState> consumer) {
    new FlippedBits(flipsInEachWrite(), random).ofEach(log, consumer);
  }

  private Consumer<CrashState> someOf(int oneIn, Consumer<CrashState> consumer) {
    return state -> {
      if (random.nextInt(oneIn) == 0) {
        consumer.accept(state);
      }
    };
  }

  /** The log of a store that does not force what has this name. */
  private static List<DiskEntry> without(List<DiskEntry> log, String name) {
    Set<Integer> inodes =
        log.stream()
            .filter(
                entry ->
                    entry instanceof Link link && link.name().equals(name)
                        || entry instanceof MakeDirectory made && made.name().equals(name))
            .map(
                entry ->
                    entry instanceof Link link ? link.inode() : ((MakeDirectory) entry).inode())
            .collect(Collectors.toSet());
    return log.stream()
        .filter(entry -> !(entry instanceof Force force && inodes.contains(force.inode())))
        .toList();
  }

  private void assertKeepsItsPromise(CrashTrial trial) {
    assertThat(trial.states()).isPositive();
    assertThat(trial.violations()).isEmpty();
  }

  private void report(String what, CrashTrial trial) {
    System.out.printf(
        "%s: %,d crash states by %s, %,d refused, %,d of these with something saved, seed %d%n",
        getClass().getSimpleName(), trial.states(), what, trial.refusals(), trial.losses(), SEED);
  }
}
