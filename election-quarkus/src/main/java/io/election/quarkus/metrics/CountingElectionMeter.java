package io.election.quarkus.metrics;

import io.election.api.Role;
import io.election.api.transport.Refusal;
import io.election.engine.loop.ElectionMeter;
import io.election.engine.loop.ElectionOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** Counts what a node goes through. */
final class CountingElectionMeter implements ElectionMeter {

  private final Executor recording;
  private final Map<Role, Counter> transitions;
  private final Map<ElectionOutcome, Counter> elections;
  private final Map<Refusal.Reason, Counter> refusals;
  private final Timer failOvers;
  private final Counter stalls;

  CountingElectionMeter(NodeMeters meters, Executor recording) {
    this.recording = recording;
    transitions =
        counters(
            Role.class,
            meters,
            "election.transitions",
            "How often this node took another role, by that role",
            "to");
    elections =
        counters(
            ElectionOutcome.class,
            meters,
            "election.elections",
            "Elections in which this node stood, by what came of them",
            "outcome");
    refusals =
        counters(
            Refusal.Reason.class,
            meters,
            "election.messages.refused",
            "Messages that this node refused to consider, by the reason",
            "reason");
    stalls =
        meters.counter(
            "election.stalls",
            "How often the thread that runs the election was stuck",
            Tags.empty());
    failOvers =
        meters.timer(
            "election.failover",
            "From the last heartbeat of a leader that this node heard to the first of the next",
            Tags.empty());
  }

  private static <E extends Enum<E>> Map<E, Counter> counters(
      Class<E> values, NodeMeters meters, String name, String description, String tag) {
    Map<E, Counter> counters = new EnumMap<>(values);
    for (E value : values.getEnumConstants()) {
      counters.put(
          value, meters.counter(name, description, Tags.of(tag, NodeMeters.tagValue(value))));
    }
    return counters;
  }

  @Override
  public void roleChanged(Role role) {
    count(transitions.get(role));
  }

  @Override
  public void electionEnded(ElectionOutcome outcome) {
    count(elections.get(outcome));
  }

  @Override
  public void failedOver(Duration gap) {
    recording.execute(() -> failOvers.record(gap));
  }

  @Override
  public void messageRefused(Refusal.Reason reason) {
    count(refusals.get(reason));
  }

  @Override
  public void loopStalled() {
    count(stalls);
  }

  private void count(Counter counter) {
    recording.execute(counter::increment);
  }
}
