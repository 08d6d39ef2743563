package io.election.quarkus;

import io.election.api.LeaderOnly;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.SuccessfulExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A job that the leader alone does. */
@Singleton
class ScheduledWork {

  final BlockingQueue<String> sweeps = new LinkedBlockingQueue<>();

  /** Every time the schedule came round, whether the job was skipped or not. */
  final BlockingQueue<SuccessfulExecution> rounds = new LinkedBlockingQueue<>();

  @Scheduled(every = "1s")
  @LeaderOnly
  void sweep() {
    sweeps.add("swept");
  }

  void round(@Observes SuccessfulExecution execution) {
    rounds.add(execution);
  }
}
