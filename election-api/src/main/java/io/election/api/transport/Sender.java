package io.election.api.transport;

/**
 * Who sent a message (rule T6). Every request and every response carries it.
 *
 * @param clusterId the sender's cluster
 * @param protocolVersion the version of the protocol that it speaks, at least 1
 * @param nodeId the sender's node id, at least 1
 * @param incarnation a random number that the sender's process drew at its start: two processes
 *     that claim one id differ in it
 */
public record Sender(String clusterId, int protocolVersion, int nodeId, long incarnation) {

  /** The version that this software speaks; it also understands the one before. */
  public static final int CURRENT_PROTOCOL_VERSION = 1;

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
  }
}
