package io.election.transport.rest.wire;

import io.election.api.transport.Sender;

/**
 * A message is of a protocol version whose fields are not known here. The message of this exception
 * is one line for people.
 */
public final class UnknownProtocolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownProtocolException(int version) {
    super(
        "it is of protocol version %d, this node reads %s; update the node with the older software"
            .formatted(version, readable()));
  }

  private static String readable() {
    int oldest = PeerMessages.OLDEST_PROTOCOL_VERSION;
    int newest = Sender.CURRENT_PROTOCOL_VERSION;
    return oldest == newest ? "version " + newest : "versions " + oldest + " to " + newest;
  }
}
