package io.election.api.store.crash;

import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.ExampleState;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreLocation;
import java.nio.file.Path;
import java.util.Optional;

/** A process that saves a few states and says each before and after. */
public final class SavingProcess {

  static final String SAVING = "saving ";
  static final String SAVED = "saved ";

  private static final int SAVES = 2;

  private SavingProcess() {}

  /** Factory class, data directory. */
  public static void main(String[] arguments) throws Exception {
    ElectionStoreFactory factory =
        Class.forName(arguments[0])
            .asSubclass(ElectionStoreFactory.class)
            .getConstructor()
            .newInstance();
    try (ElectionStore store = factory.open(location(Path.of(arguments[1])))) {
      long term = store.load().map(PersistentState::term).orElse(0L);
      for (int i = 1; i <= SAVES; i++) {
        System.out.println(SAVING + (term + i));
        store.save(stateOf(term + i));
        System.out.println(SAVED + (term + i));
      }
    }
  }

  static StoreLocation location(Path directory) {
    return new StoreLocation("local", 2, directory);
  }

  /** The state that it saves in a term. */
  static PersistentState stateOf(long term) {
    return ExampleState.of(term, 1 + (int) (term % 3));
  }

  /** The last term after these words; the given one if there is none. */
  static long lastTerm(String words, String output, long otherwise) {
    Optional<String> last =
        output.lines().filter(line -> line.startsWith(words)).reduce((first, second) -> second);
    return last.map(line -> Long.parseLong(line.substring(words.length()))).orElse(otherwise);
  }
}
