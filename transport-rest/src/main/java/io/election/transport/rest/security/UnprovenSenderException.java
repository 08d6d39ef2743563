package io.election.transport.rest.security;

import io.election.api.transport.Refusal;

/** A message does not prove who sent it. The message of this exception is one line for people. */
public final class UnprovenSenderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Refusal.Reason reason;

  UnprovenSenderException(Refusal.Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public Refusal.Reason reason() {
    return reason;
  }
}
