package io.election.simulator.invariant;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.engine.Effect;
import java.util.List;

/**
 * A message from another cluster, from a version that is not spoken or from no member is refused
 * and changes nothing (rule T6).
 */
public final class ForeignMessagesChangeNothing extends QuestionsChangeNothing {

  private final WatchedCluster cluster;

  /** An empty memory. */
  public ForeignMessagesChangeNothing(WatchedCluster cluster) {
    super("T6");
    this.cluster = cluster;
  }

  @Override
  boolean concerns(PeerRequest request, List<Effect> effects) {
    Sender sender = request.sender();
    return !sender.clusterId().equals(cluster.id())
        || sender.protocolVersion() > Sender.CURRENT_PROTOCOL_VERSION
        || sender.nodeId() > cluster.size();
  }

  @Override
  boolean mayAnswer(Effect.Reply reply) {
    return reply.response() instanceof Refusal;
  }
}
