package io.election.simulator;

/** Takes messages from nodes and may give them to {@link SimulatedNode#receive}, or not. */
public interface Network {

  /** A message has left its sender. */
  void send(Message message);
}
