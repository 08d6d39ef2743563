package io.election.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.operations.Program;
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
    Program bash = Program.assumeInstalled("bash");

    assertThat(completions(bash, "election", "tr")).containsExactly("transfer");
    assertThat(completions(bash, "election", "transfer", "--to"))
        .containsExactly("--token-file", "--to");
    assertThat(completions(bash, "election", "status", "--js")).containsExactly("--json");
  }

  private String[] completions(Program bash, String... words) throws Exception {
    Ran ran = Ran.election("completion");
    assertThat(ran.exitCode()).isZero();
    Path script = Files.writeString(directory.resolve("completion.sh"), ran.out());
    String typed = String.join(" ", words);
    String ask =
        """
        source '%s'
        COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=%d
        _complete_election 2>/dev/null
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, typed, words.length - 1, typed, typed.length());
    return bash.run(directory, "-c", ask).strip().replace(" ", "").split("\n");
  }
}
