package io.election.api.store.crash;

import io.election.api.store.crash.DiskOperation.DataChange;
import io.election.api.store.crash.DiskOperation.Force;
import io.election.api.store.crash.DiskOperation.Link;
import io.election.api.store.crash.DiskOperation.NameChange;
import io.election.api.store.crash.DiskOperation.Rename;
import io.election.api.store.crash.DiskOperation.Unlink;
import io.election.api.store.crash.DiskOperation.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a power cut may leave of a log, cut after each of its entries. What a force covers is there.
 * Of what was done since,
 *
 * <ul>
 *   <li>each write is there, or not, or {@linkplain TornWrite in part}, whatever became of the
 *       others;
 *   <li>changes of names are there up to one of them and none after it, as in a journal, {@link
 *       NameOrder#JOURNAL}; or any of them without the others, even one half of a rename, {@link
 *       NameOrder#NONE}.
 * </ul>
 *
 * <p>Tried are all combinations of up to four whole writes, and each way to tear one write beside
 * all and beside none of those before and after it; of the rest some by lot.
 */
final class CrashStates {

  /** How a disk keeps the changes of names that no force covers yet. */
  enum NameOrder {
    /** In the order in which they were made, in whichever directory; a force keeps all before. */
    JOURNAL,
    /** Each by itself; a force keeps those of its directory only. */
    NONE
  }

  private static final int MOST_TO_COMBINE = 4;
  private static final int MIXTURES = 4;

  private final NameOrder order;
  private final int oneTearIn;
  private final Random random;

  private DiskImage durable;
  private Expectation expectation;
  private final List<NameChange> names = new ArrayList<>();
  private final List<DataChange> data = new ArrayList<>();
  private boolean settled;
  private int position;

  /**
   * @param expectation what may be found before the log says otherwise
   * @param oneTearIn of the ways to tear a write, one in so many is tried, drawn by lot
   */
  CrashStates(
      DiskImage start, Expectation expectation, NameOrder order, int oneTearIn, Random random) {
    this.durable = start;
    this.expectation = expectation;
    this.order = order;
    this.oneTearIn = oneTearIn;
    this.random = random;
  }

  /** Goes through the log and shows the states of every cut, those before the first entry too. */
  void ofEach(List<DiskEntry> log, Consumer<CrashState> consumer) {
    cut(consumer);
    for (DiskEntry entry : log) {
      follow(entry);
      position++;
      cut(consumer);
    }
  }

  private void follow(DiskEntry entry) {
    settled = false;
    if (entry instanceof Expectation changed) {
      expectation = changed;
      settled = changed.states().size() == 1;
    } else if (entry instanceof Force force) {
      keep(data.stream().filter(change -> change.inode() == force.inode()).toList());
      if (order == NameOrder.JOURNAL) {
        keep(List.copyOf(names));
      } else {
        keep(names.stream().filter(change -> change.directory() == force.inode()).toList());
      }
    } else if (entry instanceof Rename rename && order == NameOrder.NONE) {
      names.add(new Link(rename.directory(), rename.to(), rename.inode()));
      names.add(new Unlink(rename.directory(), rename.from()));
    } else if (entry instanceof NameChange change) {
      names.add(change);
    } else if (entry instanceof DataChange change) {
      data.add(change);
    }
  }

  private void keep(List<? extends DiskOperation> changes) {
    changes.forEach(durable::apply);
    names.removeAll(changes);
    data.removeAll(changes);
  }

  private void cut(Consumer<CrashState> consumer) {
    for (List<NameChange> keptNames : choicesOfNames()) {
      DiskImage disk = durable.copy();
      keptNames.forEach(disk::apply);
      // What is in a file without a name shows nowhere.
      Set<Integer> named = disk.namedFiles();
      choicesOfData(data.stream().filter(change -> named.contains(change.inode())).toList())
          .forEach(keptData -> consumer.accept(state(disk, keptNames, keptData)));
    }
  }

  private List<List<NameChange>> choicesOfNames() {
    if (order == NameOrder.JOURNAL) {
      return IntStream.rangeClosed(0, names.size())
          .mapToObj(count -> List.copyOf(names.subList(0, count)))
          .toList();
    }
    return combinations(names);
  }

  private Stream<List<DataChange>> choicesOfData(List<DataChange> changes) {
    Stream<List<DataChange>> whole = combinations(changes).stream();
    Stream<List<DataChange>> torn =
        IntStream.range(0, changes.size())
            .boxed()
            .flatMap(index -> choicesWithOneTorn(changes, index))
            .filter(choice -> random.nextInt(oneTearIn) == 0);
    Stream<List<DataChange>> byLot =
        changes.isEmpty() ? Stream.empty() : Stream.generate(() -> byLot(changes)).limit(MIXTURES);
    return Stream.of(whole, torn, byLot).flatMap(choices -> choices);
  }

  private static Stream<List<DataChange>> choicesWithOneTorn(List<DataChange> changes, int index) {
    if (!(changes.get(index) instanceof Write write)) {
      return Stream.empty();
    }
    List<DataChange> before = changes.subList(0, index);
    List<DataChange> after = changes.subList(index + 1, changes.size());
    return new TornWrite(write)
        .oneByOne().stream()
            .flatMap(
                fate ->
                    Stream.of(fate, Stream.of(before, fate, after).flatMap(List::stream).toList()));
  }

  private List<DataChange> byLot(List<DataChange> changes) {
    List<DataChange> kept = new ArrayList<>();
    for (DataChange change : changes) {
      if (change instanceof Write write) {
        kept.addAll(new TornWrite(write).byLot(random));
      } else if (random.nextBoolean()) {
        kept.add(change);
      }
    }
    return kept;
  }

  /** All subsets in their order, or so many by lot as there would be of a few. */
  private <T> List<List<T>> combinations(List<T> changes) {
    boolean all = changes.size() <= MOST_TO_COMBINE;
    int count = 1 << Math.min(changes.size(), MOST_TO_COMBINE);
    return IntStream.range(0, count)
        .mapToObj(
            number -> {
              long chosen = all ? number : random.nextLong();
              return IntStream.range(0, changes.size())
                  .filter(index -> (chosen >> index & 1) == 1)
                  .mapToObj(changes::get)
                  .toList();
            })
        .toList();
  }

  private CrashState state(DiskImage named, List<NameChange> keptNames, List<DataChange> keptData) {
    DiskImage disk = named.copy();
    keptData.forEach(disk::apply);
    int at = position;
    return new CrashState(
        disk,
        expectation,
        settled,
        () ->
            "cut after entry %s, names kept: %s, data kept: %s".formatted(at, keptNames, keptData));
  }
}
