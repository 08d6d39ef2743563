package io.election.examples.job;

/**
 * A run of the job, as the database tells it.
 *
 * @param outcome null as long as it has not ended
 */
record Run(long id, int node, long term, String outcome) {

  boolean isOpen() {
    return outcome == null;
  }
}
