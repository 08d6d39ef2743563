package io.election.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import picocli.CommandLine;

/**
 * What a command line gave back.
 *
 * @param exitCode its exit code
 * @param out what it printed to standard output
 * @param err what it printed to standard error
 */
public record Ran(int exitCode, String out, String err) {

  public static Ran election(String... arguments) {
    return electionInto(new StringWriter(), arguments);
  }

  /** For a command that is looked at while it runs: what it prints is written here, too. */
  public static Ran electionInto(Writer out, String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        ElectionCommandLine.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(arguments);
    return new Ran(exitCode, out.toString(), err.toString());
  }
}
