/**
 * A service that runs in three replicas, of which one at a time issues invoices. {@link
 * io.election.examples.job.InvoiceJob} is where to begin; {@link io.election.examples.job.Invoices}
 * has the fence.
 */
package io.election.examples.job;
