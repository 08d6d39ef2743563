package io.election.simulator.search;

import java.util.concurrent.Callable;

/** A search within the default bounds, to be run in the world of a mutant. */
final class SearchHarness implements Callable<String> {

  /** The rule that is broken and the way there; what was searched if none is. */
  @Override
  public String call() {
    return new Search(Bounds.DEFAULT).run().toString();
  }
}
