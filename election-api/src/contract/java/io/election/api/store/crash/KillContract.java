package io.election.api.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.PersistentState;
import io.election.api.store.crash.Command.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process is killed with SIGKILL at every system call by which a start and two saves change
 * files, and the store is opened after it: nothing acknowledged is lost, and nothing is refused
 * (rules T1, T3). A kill can't show that a sync is missing; {@link PowerCutContract} can.
 *
 * <p>Needs {@code strace}.
 */
public abstract class KillContract {

  private static final String SYSTEM_CALLS =
      "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat";
  private static final Pattern CALL = Pattern.compile("^(\\d+) +(\\w+)\\(");
  private static final int KILLED = 128 + 9;
  private static final int STARTS_BEFORE = 4;

  @TempDir Path temporary;

  @TempDir Path used;

  /** How a store is opened. The class has a public constructor without arguments. */
  protected abstract ElectionStoreFactory factory();

  /** The files of a node's directory that a start or a save may write, rename or delete. */
  protected abstract List<String> files();

  @Test
  void aKillAtAnySystemCallLeavesWhatWasAcknowledgedOrUnderWay() throws Exception {
    Command.assumeInstalled("strace");
    List<String> points = killPoints();
    int killed = 0;
    for (String point : points) {
      Path directory = copyOfUsed();
      Outcome outcome = strace(directory, "inject=" + point, temporary.resolve("killed.txt"));
      killed += outcome.exitCode() == KILLED ? 1 : 0;
      long saved = SavingProcess.lastTerm(SavingProcess.SAVED, outcome.output(), STARTS_BEFORE);
      long saving = SavingProcess.lastTerm(SavingProcess.SAVING, outcome.output(), saved);
      assertThat(shown(directory))
          .as("%s: %s", point, outcome.output())
          .isIn(SavingProcess.stateOf(saved), SavingProcess.stateOf(saving));
    }
    System.out.printf(
        "%s: killed at %d of %d system calls%n", getClass().getSimpleName(), killed, points.size());
    assertThat(killed).as("killed at %s", points).isEqualTo(points.size()).isPositive();
  }

  /** Each system call that the saving process makes, counted for each thread and kind. */
  private List<String> killPoints() throws Exception {
    Path trace = temporary.resolve("trace.txt");
    Outcome outcome = strace(copyOfUsed(), "trace=" + SYSTEM_CALLS, trace);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    Map<String, Integer> calls = new TreeMap<>();
    List<String> points = new ArrayList<>();
    for (String line : Files.readAllLines(trace)) {
      Matcher call = CALL.matcher(line);
      if (call.find()) {
        int count = calls.merge(call.group(1) + " " + call.group(2), 1, Integer::sum);
        points.add(call.group(2) + ":signal=KILL:when=" + count);
      }
    }
    return points.stream().distinct().toList();
  }

  /** A directory that has seen a few starts already, each with a save. */
  @BeforeEach
  void useADirectory() throws Exception {
    for (int term = 1; term <= STARTS_BEFORE; term++) {
      try (ElectionStore store = factory().open(SavingProcess.location(used))) {
        store.save(SavingProcess.stateOf(term));
      }
    }
  }

  private Path copyOfUsed() throws Exception {
    Path copy = Files.createTempDirectory(temporary, "copy");
    try (Stream<Path> files = Files.list(used)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private PersistentState shown(Path directory) throws Exception {
    try (ElectionStore store = factory().open(SavingProcess.location(directory))) {
      return store.load().orElseThrow();
    }
  }

  private Outcome strace(Path directory, String expression, Path trace) throws Exception {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", trace.toString()));
    command.addAll(List.of("-e", "trace=" + SYSTEM_CALLS, "-e", expression));
    command.addAll(List.of("-P", directory.toString()));
    for (String file : files()) {
      command.addAll(List.of("-P", directory.resolve(file).toString()));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SavingProcess.class.getName(), factory().getClass().getName()));
    command.add(directory.toString());
    return Command.run(command);
  }
}
