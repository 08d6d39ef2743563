package io.election.api.transport;

import java.util.Set;

/**
 * Who sent a message (rule T6). Every request and every response carries it.
 *
 * @param clusterId the sender's cluster
 * @param protocolVersion the version of the protocol that it speaks, at least 1
 * @param nodeId the sender's node id, at least 1
 * @param incarnation which life of that node this is (rule D11)
 * @param members the ids of those that it counts as members, itself among them: two nodes that
 *     count differently must not elect together
 */
public record Sender(
    String clusterId,
    int protocolVersion,
    int nodeId,
    Incarnation incarnation,
    Set<Integer> members) {

  /** The version that this software speaks; it also understands the one before. */
  public static final int CURRENT_PROTOCOL_VERSION = 2;

  /**
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public Sender {
    if (!ClusterId.isValid(clusterId)) {
      throw new IllegalArgumentException("clusterId must be " + ClusterId.FORM);
    }
    if (protocolVersion < 1) {
      throw new IllegalArgumentException("protocolVersion must be at least 1: " + protocolVersion);
    }
    if (nodeId < 1) {
      throw new IllegalArgumentException("nodeId must be at least 1: " + nodeId);
    }
    members = Set.copyOf(members);
  }

  /** Whether it knows what the other says: a node speaks its version and the one before. */
  public boolean understands(Sender other) {
    return other.protocolVersion == protocolVersion || other.protocolVersion == protocolVersion - 1;
  }
}
