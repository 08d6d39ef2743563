package io.election.simulator.invariant;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.engine.Effect;

/**
 * A message from another cluster, from a version that is not spoken or from no member is refused
 * and changes nothing (rule T6).
 */
public final class ForeignMessagesChangeNothing extends QuestionsChangeNothing {

  private final String clusterId;
  private final int size;

  /**
   * @param clusterId the cluster that is watched
   * @param size how many members it has, with ids from 1
   */
  public ForeignMessagesChangeNothing(String clusterId, int size) {
    super("T6");
    this.clusterId = clusterId;
    this.size = size;
  }

  @Override
  boolean concerns(PeerRequest request) {
    Sender sender = request.sender();
    return !sender.clusterId().equals(clusterId)
        || sender.protocolVersion() > Sender.CURRENT_PROTOCOL_VERSION
        || sender.nodeId() > size;
  }

  @Override
  boolean mayAnswer(Effect.Reply reply) {
    return reply.response() instanceof Refusal;
  }
}
