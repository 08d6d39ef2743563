package io.election.simulator.transcript;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Plays one story, in the world of a mutant. */
public final class StoryHarness implements Callable<String> {

  /** What it says when the story came to its end. */
  public static final String ALL_HELD = "";

  private final String name;

  /**
   * @param name of the transcript
   */
  public StoryHarness(String name) {
    this.name = name;
  }

  @Override
  public String call() throws Exception {
    Transcript story =
        Transcript.readAll(Path.of("src/test/transcripts")).stream()
            .filter(transcript -> transcript.name().equals(name))
            .findFirst()
            .orElseThrow();
    try {
      story.play();
      return ALL_HELD;
    } catch (AssertionError | RuntimeException failure) {
      return String.valueOf(failure.getMessage());
    }
  }
}
