package io.election.cli;

import picocli.CommandLine.Option;

/** The help option that every command has. */
public final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean requested;
}
