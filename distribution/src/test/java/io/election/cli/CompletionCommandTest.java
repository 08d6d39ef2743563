package io.election.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompletionCommandTest {

  @TempDir private Path directory;

  @Test
  void bashCompletesCommandsAndOptionsWithWhatItPrints() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash to complete in");

    assertThat(completions("election", "tr")).containsExactly("transfer");
    assertThat(completions("election", "transfer", "--to")).containsExactly("--token-file", "--to");
    assertThat(completions("election", "status", "--js")).containsExactly("--json");
  }

  private String[] completions(String... words) throws Exception {
    Ran ran = Ran.election("completion");
    assertThat(ran.exitCode()).isZero();
    Path script = Files.writeString(directory.resolve("completion.sh"), ran.out());
    String typed = String.join(" ", words);
    String ask =
        """
        source '%s'
        COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=%d
        _complete_election
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, typed, words.length - 1, typed, typed.length());
    Process bash = new ProcessBuilder("bash", "-c", ask).redirectError(Redirect.DISCARD).start();
    String answer =
        new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return answer.replace(" ", "").split("\n");
  }
}
