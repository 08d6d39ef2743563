package io.election.examples.job;

import io.election.api.Election;
import io.election.api.LeaderOnly;
import io.election.api.Leadership;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Issues an invoice every now and then, on the replica that leads and on no other. */
@ApplicationScoped
class InvoiceJob {

  private static final Logger LOG = Logger.getLogger(InvoiceJob.class);

  private final Election election;
  private final Invoices invoices;
  private final JobRuns runs;
  private final int node;
  private final Duration work;

  InvoiceJob(
      Election election,
      Invoices invoices,
      JobRuns runs,
      @ConfigProperty(name = "node.id") int node,
      @ConfigProperty(name = "job.work") Duration work) {
    this.election = election;
    this.invoices = invoices;
    this.runs = runs;
    this.node = node;
    this.work = work;
  }

  @Scheduled(every = "{job.every}", concurrentExecution = ConcurrentExecution.SKIP)
  @LeaderOnly
  void issueInvoice() throws InterruptedException {
    Optional<Leadership> leadership = election.leadership();
    if (leadership.isPresent()) {
      // Taken once, when the work begins. Asked for again before the write it would be the term of
      // whatever leadership there is then, and say nothing about the one this work belongs to.
      issueInvoice(leadership.get());
    }
  }

  private void issueInvoice(Leadership leadership) throws InterruptedException {
    long term = leadership.term();
    long run = runs.begin(node, term);
    JobRuns.Outcome outcome = JobRuns.Outcome.FAILED;
    try {
      doTheWork();
      OptionalLong number = invoices.issue(term, node);
      if (number.isPresent()) {
        outcome = JobRuns.Outcome.ISSUED;
        LOG.infof("node %d issued invoice %d in term %d", node, number.getAsLong(), term);
      } else {
        outcome = JobRuns.Outcome.REFUSED;
        LOG.warnf(
            "node %d was REFUSED: a later leader than that of term %d has written", node, term);
      }
    } finally {
      runs.end(run, outcome);
      runs.ledToTheEnd(run, !leadership.remaining().isZero());
    }
  }

  /** Stands for what takes its time, such as adding up what was ordered. */
  private void doTheWork() throws InterruptedException {
    Thread.sleep(work.toMillis());
  }
}
