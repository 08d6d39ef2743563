package io.election.transport.rest.security;

import io.election.api.transport.Refusal;
import java.util.Optional;

/**
 * Who sent a request, as far as it was proven.
 *
 * @param address where it comes from
 * @param certificate the certificate of the connection, if one was asked for
 * @param signature the signature on the request, if one was asked for
 */
public record ProvenSender(
    String address, Optional<MemberCertificate> certificate, Optional<RequestSignature> signature) {

  /**
   * Refuses a message that one member sends in the name of another.
   *
   * @param nodeId whom the message itself names
   * @throws UnprovenSenderException if it is somebody else
   */
  public void mustBe(int nodeId) {
    certificate
        .filter(shown -> !shown.names(nodeId))
        .ifPresent(
            shown -> {
              throw new UnprovenSenderException(
                  Refusal.Reason.IMPERSONATION,
                  "a message of node %d came from %s with the certificate of %s"
                      .formatted(nodeId, address, shown.description()));
            });
    signature
        .filter(signed -> signed.from() != nodeId)
        .ifPresent(
            signed -> {
              throw new UnprovenSenderException(
                  Refusal.Reason.IMPERSONATION,
                  "a message of node %d came from %s with the signature of node %d"
                      .formatted(nodeId, address, signed.from()));
            });
  }
}
