package io.election.api;

/** Something that was handed to an {@link Election} and can be taken back. */
public interface Registration extends AutoCloseable {

  /**
   * Takes it back: a listener hears nothing that happens from now on, a task is interrupted if it
   * runs and not started again. Returns at once, may be called by any thread, twice without harm.
   */
  @Override
  void close();
}
