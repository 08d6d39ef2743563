package io.election.node;

import io.election.cli.ElectionCommandLine;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs a node, or a command of the command line without starting a server. */
@QuarkusMain
public final class Main {

  private Main() {}

  /** Exit codes of a node: 0 stopped, 1 could not start, 2 wrong usage. */
  public static void main(String... arguments) {
    NodeArguments parsed = NodeArguments.parse(arguments);
    parsed.addTo(System.getProperties());
    if (parsed.command().isEmpty()) {
      ExposedSecrets.in(System.getProperties()).forEach(System.err::println);
      LauncherWatch.endWithLauncher();
      Quarkus.run(null, StartFailure::exit);
    } else {
      System.exit(ElectionCommandLine.run(parsed.command().toArray(String[]::new)));
    }
  }
}
