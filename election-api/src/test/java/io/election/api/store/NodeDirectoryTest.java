package io.election.api.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.election.api.store.StoreException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeDirectoryTest {

  @TempDir Path temporary;

  @Test
  void aDirectoryIsHeldOnceUnderAllOfItsNames() throws Exception {
    Path directory = temporary.resolve("node-2");
    try (NodeDirectory held = NodeDirectory.open(directory)) {
      Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);
      Path detour = temporary.resolve("other/../node-2");
      Files.createDirectory(temporary.resolve("other"));
      assertThat(held.file("name")).isEqualTo(directory.resolve("name"));
      assertRefused(Problem.IN_USE, link);
      assertRefused(Problem.IN_USE, detour);
    }
    NodeDirectory.open(temporary.resolve("link")).close();
  }

  @Test
  void anUnusableDirectoryIsNotHeld() throws Exception {
    Path directory = temporary.resolve("node-2");
    Path obstacle = directory.resolve("election.lock");
    Files.createDirectories(obstacle);
    assertRefused(Problem.UNAVAILABLE, directory);
    Files.delete(obstacle);
    NodeDirectory.open(directory).close();
  }

  @Test
  void closingTwiceDoesNotGiveAwayAnothersHold() throws Exception {
    NodeDirectory first = NodeDirectory.open(temporary);
    first.close();
    try (NodeDirectory second = NodeDirectory.open(temporary)) {
      first.close();
      second.sync();
      assertRefused(Problem.IN_USE, temporary);
    }
  }

  @Test
  void aReplacedFileHoldsTheNewContentAndLeavesNothingBesideIt() throws Exception {
    try (NodeDirectory directory = NodeDirectory.open(temporary)) {
      directory.replace("record", "first".getBytes(UTF_8));
      directory.replace("record", "2nd".getBytes(UTF_8));
      assertThat(directory.file("record")).hasContent("2nd");
      assertThat(temporary.resolve("record" + NodeDirectory.TEMPORARY_SUFFIX)).doesNotExist();
    }
  }

  @Test
  void anInterruptedReplaceIsDiscardedAndTheFileLeftAlone() throws Exception {
    Path leftover = temporary.resolve("record" + NodeDirectory.TEMPORARY_SUFFIX);
    try (NodeDirectory directory = NodeDirectory.open(temporary)) {
      directory.replace("record", "whole".getBytes(UTF_8));
      Files.writeString(leftover, "ha");
      directory.discardInterruptedReplace("record");
      directory.discardInterruptedReplace("record");
      assertThat(leftover).doesNotExist();
      assertThat(directory.file("record")).hasContent("whole");
    }
  }

  private static void assertRefused(Problem problem, Path directory) {
    StoreException refusal =
        catchThrowableOfType(StoreException.class, () -> NodeDirectory.open(directory).close());
    assertThat(refusal).isNotNull();
    assertThat(refusal.problem()).isEqualTo(problem);
    assertThat(refusal.getMessage()).startsWith(directory + " ").hasLineCount(1);
  }
}
