package io.election.api.store;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What this process really writes and forces below a directory, as the JDK's flight recorder sees
 * it: no store needs a seam for it, and none can pretend. Java 17 shows every write; later releases
 * do not show those at a given position of a file, but still every force.
 */
public final class DiskActivity {

  /** What was done to a file or a directory. */
  public enum Kind {
    WRITE,
    FORCE
  }

  /**
   * One finished call.
   *
   * @param file the path relative to the watched directory; empty for the directory itself
   */
  public record Operation(Kind kind, String file) {}

  /** Something that is watched. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  private static final Map<String, Kind> KINDS =
      Map.of("jdk.FileWrite", Kind.WRITE, "jdk.FileForce", Kind.FORCE);

  private DiskActivity() {}

  /** Runs the action and lists what was done below the directory meanwhile, in order. */
  public static List<Operation> during(Path directory, Action action) throws Exception {
    Path recorded = Files.createTempFile("disk-activity", ".jfr");
    try (Recording recording = new Recording()) {
      // Every call, however short; later releases of Java would otherwise leave some out.
      KINDS
          .keySet()
          .forEach(
              event ->
                  recording
                      .enable(event)
                      .withThreshold(Duration.ZERO)
                      .withoutStackTrace()
                      .with("throttle", "off"));
      recording.start();
      action.run();
      recording.stop();
      recording.dump(recorded);
      return operationsBelow(directory.toRealPath(), recorded);
    } finally {
      Files.delete(recorded);
    }
  }

  /** Fails unless the action forces something, and each file after the last write to it. */
  static void assertEveryWriteIsForced(Path directory, Action action) throws Exception {
    List<Operation> operations = during(directory, action);
    assertThat(operations).extracting(Operation::kind).contains(Kind.FORCE);
    for (Operation operation : operations) {
      if (operation.kind() == Kind.WRITE) {
        assertThat(operations.lastIndexOf(new Operation(Kind.FORCE, operation.file())))
            .as("a force after the last write to %s in %s", operation.file(), operations)
            .isGreaterThan(operations.lastIndexOf(operation));
      }
    }
  }

  private static List<Operation> operationsBelow(Path directory, Path recorded) throws IOException {
    return RecordingFile.readAllEvents(recorded).stream()
        .filter(event -> KINDS.containsKey(event.getEventType().getName()))
        .sorted(comparing(RecordedEvent::getEndTime))
        .flatMap(event -> operation(directory, event))
        .toList();
  }

  private static Stream<Operation> operation(Path directory, RecordedEvent event) {
    String path = event.getString("path");
    if (path == null || !Path.of(path).startsWith(directory)) {
      return Stream.empty();
    }
    return Stream.of(
        new Operation(
            KINDS.get(event.getEventType().getName()),
            directory.relativize(Path.of(path)).toString()));
  }
}
