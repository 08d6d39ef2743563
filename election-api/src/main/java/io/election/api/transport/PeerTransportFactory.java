package io.election.api.transport;

/** Opens transports of one kind. An implementation is a CDI bean in a jar on the class path. */
public interface PeerTransportFactory {

  /** The name of this kind of transport, lower case, such as {@code rest}. */
  String name();

  /**
   * Makes a transport ready to send; connects to nobody yet.
   *
   * @throws IllegalArgumentException if it cannot do what the settings ask for; the message is one
   *     line for the operator
   */
  PeerTransport open(TransportSettings settings);
}
