package io.election.api.store;

import io.election.api.transport.Incarnation;

/**
 * Who got a vote: one life of a member (rule D11). The same member in its next life is another
 * candidate.
 *
 * @param nodeId the member, at least 1
 * @param incarnation which life of it
 */
public record Vote(int nodeId, Incarnation incarnation) {

  /**
   * @throws IllegalArgumentException if it is not a node id
   */
  public Vote {
    if (nodeId < 1) {
      throw new IllegalArgumentException("a vote goes to a node id from 1, not to " + nodeId);
    }
  }
}
