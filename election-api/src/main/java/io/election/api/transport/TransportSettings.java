package io.election.api.transport;

import java.time.Duration;
import java.util.List;

/**
 * What a transport needs to know.
 *
 * @param nodeId this node
 * @param peers the members to send to, this node not among them
 * @param rpcTimeout the longest that one call may take, greater than zero
 * @param heartbeatInterval the time between two rounds; no peer may be held back for longer than
 *     this after it comes back (rule M2)
 * @param security by what members know each other; a transport that cannot do what is asked here
 *     refuses to open
 */
public record TransportSettings(
    int nodeId,
    List<Member> peers,
    Duration rpcTimeout,
    Duration heartbeatInterval,
    PeerSecurity security) {

  public TransportSettings {
    peers = List.copyOf(peers);
  }
}
