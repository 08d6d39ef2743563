package io.election.engine.loop;

import io.election.api.Role;
import io.election.api.transport.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** Remembers what it was told. */
final class RecordingMeter implements ElectionMeter {

  final BlockingQueue<Role> roles = new LinkedBlockingQueue<>();
  final BlockingQueue<ElectionOutcome> outcomes = new LinkedBlockingQueue<>();
  final List<Duration> gaps = new CopyOnWriteArrayList<>();
  final BlockingQueue<Thread> stalls = new LinkedBlockingQueue<>();
  final List<Refusal.Reason> refusals = new CopyOnWriteArrayList<>();

  @Override
  public void roleChanged(Role role) {
    roles.add(role);
  }

  @Override
  public void electionEnded(ElectionOutcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void failedOver(Duration gap) {
    gaps.add(gap);
  }

  @Override
  public void loopStalled() {
    stalls.add(Thread.currentThread());
  }

  @Override
  public void messageRefused(Refusal.Reason reason) {
    refusals.add(reason);
  }
}
