package io.election.quarkus.metrics;

import io.election.api.transport.Member;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Times calls, by whom they went to, what they asked and what came of them. */
final class PeerCallMeter {

  private final Executor recording;
  private final Map<Call, Timer> timers = new HashMap<>();

  private record Call(int peer, Rpc rpc, CallOutcome outcome) {}

  PeerCallMeter(NodeMeters meters, List<Member> peers, Executor recording) {
    this.recording = recording;
    for (Member peer : peers) {
      for (Rpc rpc : Rpc.values()) {
        for (CallOutcome outcome : CallOutcome.values()) {
          Tags tags =
              Tags.of(
                  "peer", String.valueOf(peer.id()),
                  "rpc", NodeMeters.tagValue(rpc),
                  "outcome", NodeMeters.tagValue(outcome));
          timers.put(
              new Call(peer.id(), rpc, outcome),
              meters.timer(
                  "election.peer.rpc",
                  "Calls of this node to a peer, by what was asked and what came of it",
                  tags));
        }
      }
    }
  }

  void called(int peer, Rpc rpc, CallOutcome outcome, Duration duration) {
    Timer timer = timers.get(new Call(peer, rpc, outcome));
    if (timer != null) {
      recording.execute(() -> timer.record(duration));
    }
  }
}
