package io.election.api.transport;

import org.jspecify.annotations.Nullable;

/**
 * What the sender of a request has heard of its recipient. By this a node learns that its record is
 * older than what it has promised (rule D10), or that another process goes by its id (rule D11).
 *
 * @param term the highest term that its record is known to have held; 0 if none is
 * @param incarnation its latest life; null if none was heard
 */
public record Recipient(long term, @Nullable Incarnation incarnation) {

  /** Nothing was heard of it. */
  public static final Recipient UNKNOWN = new Recipient(0, null);

  /**
   * @throws IllegalArgumentException if the term is out of bounds
   */
  public Recipient {
    Terms.check(term);
  }
}
