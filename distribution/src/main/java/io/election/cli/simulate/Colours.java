package io.election.cli.simulate;

import java.util.List;

/** Colours that people with any kind of colour vision can tell apart. */
final class Colours {

  private static final List<String> ALL =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#7b5ea7", "#333333");

  private Colours() {}

  static String at(int index) {
    return ALL.get(index % ALL.size());
  }
}
