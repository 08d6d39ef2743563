package io.election.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The commit that is built, by which each one is tested with other seeds than the last.
 *
 * @param id its hash in hexadecimal digits
 */
record TestedCommit(String id) {

  /** Where there is no git, no repository, or one that git does not trust. */
  static final TestedCommit UNKNOWN = new TestedCommit("0".repeat(40));

  /** Beyond whatever is pinned. */
  private static final long FIRST_DRAWN = 1_000_000;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40,64}");

  static TestedCommit read() throws InterruptedException {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String id = answer.strip();
      return git.waitFor() == 0 && HASH.matcher(id).matches() ? new TestedCommit(id) : UNKNOWN;
    } catch (IOException noGit) {
      return UNKNOWN;
    }
  }

  /** The first of so many seeds; those of commits that begin otherwise do not overlap. */
  long firstSeed(long seeds) {
    return FIRST_DRAWN + Long.parseLong(id.substring(0, 8), 16) * seeds;
  }
}
