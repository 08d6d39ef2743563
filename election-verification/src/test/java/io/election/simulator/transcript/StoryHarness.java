package io.election.simulator.transcript;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Plays the stories until one does not come to its expected end, in the world of a mutant. */
public final class StoryHarness implements Callable<String> {

  /** What it says when every story came to its end. */
  public static final String ALL_HELD = "";

  @Override
  public String call() throws Exception {
    for (Transcript transcript : Transcript.readAll(Path.of("src/test/transcripts"))) {
      try {
        transcript.play();
      } catch (AssertionError | RuntimeException failure) {
        return transcript.name();
      }
    }
    return ALL_HELD;
  }
}
