package io.election.api.transport;

/**
 * A voting member of the cluster.
 *
 * @param id its node id, at least 1
 * @param host a host name or an address without brackets
 * @param port 1 to 65535
 */
public record Member(int id, String host, int port) {

  /**
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public Member {
    if (id < 1) {
      throw new IllegalArgumentException("a node id is a whole number from 1, not " + id);
    }
    if (host.isBlank()) {
      throw new IllegalArgumentException("the host of node " + id + " is empty");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("the port of node " + id + " is not 1 to 65535: " + port);
    }
  }

  /** As {@code host:port}; an IPv6 address stands in brackets. */
  public String address() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
