package io.election.faults.history;

import java.util.Optional;

/** What must hold of every history. Takes the answers in the order of their return. */
public interface Invariant {

  /**
   * Takes the next answer in.
   *
   * @return what is wrong, if it contradicts those before it
   */
  Optional<String> next(Answer answer);
}
