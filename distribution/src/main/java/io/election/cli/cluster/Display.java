package io.election.cli.cluster;

import io.election.cli.ClusterEvent;

/**
 * Where people see the cluster. Safe for use by any thread; after its end it shows nothing more.
 */
sealed interface Display extends AutoCloseable permits PlainLines, TerminalScreen {

  /** Tells that something happened. */
  void tell(ClusterEvent event);

  /** Shows the present state, where there is a picture of it. */
  void show(ClusterSnapshot snapshot);

  /** A line of input was taken: the next one can be typed. */
  void prompt();

  /** Gives the terminal back. Twice does no harm. */
  @Override
  void close();
}
