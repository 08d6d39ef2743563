package io.election.examples.job;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** What every replica tells, whether it leads or not: reading needs no leader. */
@Path("/invoices")
public class InvoiceResource {

  private final Invoices invoices;
  private final JobRuns runs;

  InvoiceResource(Invoices invoices, JobRuns runs) {
    this.invoices = invoices;
    this.runs = runs;
  }

  /**
   * What there is.
   *
   * @param refused how many writes of a leader whose time was over did not get through
   * @param latest the latest invoices, newest first
   */
  record Overview(long refused, List<Invoice> latest) {}

  @GET
  public Overview overview() {
    return new Overview(runs.refused(), invoices.latest());
  }
}
