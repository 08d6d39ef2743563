package io.election.api;

/** Work that one node at a time must do. */
@FunctionalInterface
public interface LeaderTask {

  /**
   * Does the work, on a thread of its own, and returns when it is done or when its thread is
   * interrupted: that comes before the lease ends, and what goes on after it may run beside the
   * next leader's work. Whatever it writes should carry {@link Leadership#term()}, so that a write
   * which comes late can be refused.
   *
   * @param leadership the leadership in which it was started
   * @throws Exception if the work failed; it is logged and counted, and the task is not started
   *     again in this leadership
   */
  void run(Leadership leadership) throws Exception;
}
