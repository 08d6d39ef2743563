package io.election.cli.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process and everything that it started, however far down and whoever their parent is now.
 *
 * <p>There are two ways to belong to it: to be a descendant in one of the looks that are taken
 * again and again, or to carry the mark in the environment, which every process inherits (Linux
 * only). So a process that leaves its parent is found by its mark, and one that drops its
 * environment by its parent; only one that does both between two looks is missed. So is what others
 * start on its behalf, such as a container or a service manager, and what belongs to another user.
 *
 * <p>Safe for use by any thread.
 */
final class WorkTree {

  /** The variable that carries the mark. */
  static final String MARK = "ELECTION_RUN";

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_KILLS = Duration.ofMillis(5);
  private static final Path PROCESSES = Path.of("/proc");

  private final Process root;
  private final byte[] marked;
  private final Runnable whenGone;
  private final Set<ProcessHandle> known = ConcurrentHashMap.newKeySet();

  /** Has a permit for each reason to search at once. */
  private final Semaphore due = new Semaphore(0);

  private volatile boolean ending;
  private volatile boolean killing;
  private volatile boolean gone;

  /**
   * @param mark the value of {@link #MARK} in the environment of the process
   * @param whenGone called once when all are gone, by a thread of this tree's
   */
  WorkTree(Process root, String mark, Runnable whenGone) {
    this.root = root;
    this.marked = (MARK + "=" + mark).getBytes(StandardCharsets.UTF_8);
    this.whenGone = whenGone;
  }

  /**
   * Begins to search for the others, again and again until all are gone, on a thread of its own: a
   * search reads many files, and whoever gives orders here must not wait for it.
   */
  void search() {
    root.onExit().thenRun(due::release);
    Thread thread = new Thread(this::searchUntilGone, "process search");
    thread.setDaemon(true);
    thread.start();
  }

  private void searchUntilGone() {
    try {
      while (!gone) {
        due.tryAcquire((killing ? BETWEEN_KILLS : BETWEEN_LOOKS).toNanos(), TimeUnit.NANOSECONDS);
        due.drainPermits();
        boolean rootHasEnded = !root.isAlive();
        Set<ProcessHandle> before = Set.copyOf(known);
        look();
        addMarked();
        if (killing) {
          known.forEach(ProcessHandle::destroyForcibly);
        } else if (ending) {
          known.stream()
              .filter(process -> !before.contains(process))
              .forEach(ProcessHandle::destroy);
        }
        gone = rootHasEnded && others() == 0;
      }
      whenGone.run();
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }

  /** Remembers who is a descendant now: later their parent may be gone. */
  private void look() {
    known.removeIf(process -> !process.isAlive());
    root.descendants().forEach(known::add);
    for (ProcessHandle process : List.copyOf(known)) {
      if (process.parent().filter(this::belongs).isEmpty()) {
        // It was left behind by its parent, and what it starts is no descendant of the first one.
        process.descendants().forEach(known::add);
      }
    }
  }

  private boolean belongs(ProcessHandle process) {
    return process.pid() == root.pid() || known.contains(process);
  }

  /** Sends SIGTERM to all, each once: now to those who are known, then to those who are found. */
  void askToEnd() {
    ending = true;
    root.destroy();
    known.forEach(ProcessHandle::destroy);
    due.release();
  }

  /** Sends SIGKILL to all: now to those who are known, then to those who are found. */
  void kill() {
    killing = true;
    root.destroyForcibly();
    known.forEach(ProcessHandle::destroyForcibly);
    due.release();
  }

  /** Whether a search that began after the end of the first process has found nobody alive. */
  boolean isGone() {
    return gone;
  }

  /** How many are known and alive, without the first process. */
  long others() {
    return known.stream().filter(WorkTree::runs).count();
  }

  /** The process ids of all that are known. */
  Stream<Long> processIds() {
    return Stream.concat(Stream.of(root.pid()), known.stream().map(ProcessHandle::pid));
  }

  private void addMarked() {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        long id = Long.parseLong(process.getFileName().toString());
        if (id != root.pid() && isMarked(process)) {
          ProcessHandle.of(id).ifPresent(known::add);
        }
      }
    } catch (IOException | DirectoryIteratorException exception) {
      // Not on this platform: the descendants are all that is to be found.
    }
  }

  private boolean isMarked(Path process) {
    try {
      return contains(Files.readAllBytes(process.resolve("environ")), marked);
    } catch (IOException exception) {
      // It has ended, or belongs to another user.
      return false;
    }
  }

  private static boolean contains(byte[] text, byte[] part) {
    String variables = new String(text, StandardCharsets.ISO_8859_1);
    return variables.contains(new String(part, StandardCharsets.ISO_8859_1));
  }

  /** A process that has ended and that nobody has asked about runs no more, but still has an id. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && state(process.pid()).filter("ZX"::contains).isEmpty();
  }

  private static Optional<String> state(long processId) {
    try {
      String text =
          Files.readString(PROCESSES.resolve(processId + "/stat"), StandardCharsets.ISO_8859_1);
      // The program's name before it may hold anything, brackets and blanks too.
      int name = text.lastIndexOf(") ");
      return Optional.of(text.substring(name + 2, name + 3));
    } catch (IOException | IndexOutOfBoundsException notOnThisPlatform) {
      return Optional.empty();
    }
  }
}
