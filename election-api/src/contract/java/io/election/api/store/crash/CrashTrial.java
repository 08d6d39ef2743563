package io.election.api.store.crash;

import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Opens a store on crash states, each different one once, and judges it: it shows what it may, or
 * it refuses, in one line; nothing older, and never a fresh start over something saved (rules T3,
 * T4).
 *
 * <p>A refusal over something saved is safe, but it loses a vote; {@link Refusals} says when it is
 * right.
 */
final class CrashTrial {

  private final Function<LoggedFileSystem, ElectionStoreFactory> factories;
  private final Path workplace;
  private final Refusals allowed;
  private final Set<ByteBuffer> seen = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private int refusals;
  private int losses;

  CrashTrial(
      Refusals allowed,
      Function<LoggedFileSystem, ElectionStoreFactory> factories,
      Path workplace) {
    this.allowed = allowed;
    this.factories = factories;
    this.workplace = workplace;
  }

  /** How many different states were tried. */
  int states() {
    return seen.size();
  }

  /** How the store broke its promise, and on which states. */
  List<String> violations() {
    return violations;
  }

  /** How often it refused to start though something was saved. */
  int losses() {
    return losses;
  }

  /** How often it refused to start. */
  int refusals() {
    return refusals;
  }

  /**
   * @return what the store did to the disk and showed; nothing if the state was tried before
   */
  Optional<DiskLog> judge(CrashState state) {
    if (!seen.add(fingerprint(state))) {
      return Optional.empty();
    }
    try {
      Path root = Files.createTempDirectory(workplace, "crashed");
      state.disk().writeTo(root);
      LoggedFileSystem disk = new LoggedFileSystem(root);
      open(state, disk);
      delete(root);
      return Optional.of(disk.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void open(CrashState state, LoggedFileSystem disk) {
    ElectionStoreFactory factory = factories.apply(disk);
    StoreLocation location = StoreHistory.locationOn(disk);
    boolean known = factory.hasRecord(location);
    try (ElectionStore store = factory.open(location)) {
      Optional<PersistentState> shown = store.load();
      disk.log().expect(Expectation.only(shown));
      if (!state.expectation().states().contains(shown)) {
        violations.add("shows " + shown + " instead of " + about(state));
      } else if (state.expectation().somethingSaved() && !known) {
        violations.add("takes itself for new instead of " + about(state));
      }
    } catch (StoreException e) {
      refuse(state, e);
    } catch (RuntimeException e) {
      violations.add("fails with " + e + " instead of " + about(state));
    }
  }

  private void refuse(CrashState state, StoreException refusal) {
    refusals++;
    if (refusal.getMessage().lines().count() != 1) {
      violations.add("refuses in more than one line: " + refusal.getMessage());
    }
    if (state.expectation().somethingSaved()) {
      losses++;
      if (!allowed.over(state)) {
        violations.add("refuses with " + refusal.getMessage() + " instead of " + about(state));
      }
    }
  }

  private static String about(CrashState state) {
    return state.expectation().states() + ", " + state.description().get();
  }

  private static ByteBuffer fingerprint(CrashState state) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      state
          .disk()
          .tree()
          .forEach(
              (name, bytes) -> {
                digest.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
              });
      state.expectation().states().stream()
          .map(Object::toString)
          .sorted()
          .forEach(possible -> digest.update(possible.getBytes(StandardCharsets.UTF_8)));
      digest.update((byte) (state.settled() ? 1 : 0));
      return ByteBuffer.wrap(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
