package io.election.api.store;

import java.nio.file.Path;

/**
 * Whose state is kept, and where.
 *
 * @param clusterId the cluster; written with the record, and a record of another cluster is refused
 * @param nodeId the node; written with the record, and a record of another node is refused
 * @param directory this node's own directory; several kinds of store may share it, each with files
 *     of its own names
 */
public record StoreLocation(String clusterId, int nodeId, Path directory) {

  /**
   * @throws IllegalArgumentException if the cluster id is blank or has control characters, so that
   *     a store may keep it as one line of text, or if the node id is not a whole number from 1
   */
  public StoreLocation {
    if (clusterId.isBlank() || clusterId.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a cluster id is one line of text, not empty");
    }
    if (nodeId < 1) {
      throw new IllegalArgumentException("a node id is a whole number from 1, not " + nodeId);
    }
  }
}
