package io.election.engine;

import io.election.api.HandOverResult;
import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import org.jspecify.annotations.Nullable;

/** What a test expects a node to do, in few words. */
final class Effects {

  private Effects() {}

  static Effect store(long term, @Nullable Integer votedFor) {
    return new Effect.Store(Node.record(term, votedFor));
  }

  static Effect send(Peer peer, PeerRequest request) {
    return new Effect.Send(peer.id(), request);
  }

  static Effect reply(PeerResponse response) {
    return new Effect.Reply(Node.EXCHANGE, response);
  }

  static Effect wakeUpAt(long millis) {
    return new Effect.ScheduleWakeUp(Node.nanos(millis));
  }

  static Effect leadershipBegan(long term) {
    return new Effect.LeadershipBegan(term);
  }

  static Effect leadershipEnded(long term, LossReason reason) {
    return new Effect.LeadershipEnded(term, reason);
  }

  static Effect leaderKnown(Peer leader, long term, Role role, String reason) {
    return new Effect.LeaderKnown(leader.id(), term, role, reason);
  }

  static Effect noLeaderKnown(long term, Role role, String reason) {
    return new Effect.LeaderKnown(null, term, role, reason);
  }

  static Effect handedOver(int leader, long term) {
    return new Effect.HandOverEnded(Node.WISH, new HandOverResult.HandedOver(leader, term));
  }

  static Effect notHandedOver(String reason) {
    return new Effect.HandOverEnded(Node.WISH, new HandOverResult.NotHandedOver(reason));
  }
}
