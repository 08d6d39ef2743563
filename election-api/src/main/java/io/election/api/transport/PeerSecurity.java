package io.election.api.transport;

import java.util.Optional;

/**
 * By what members know each other. With neither, a transport takes the word of whoever reaches it;
 * with both, a message has to pass both.
 *
 * @param tlsConfiguration the name of the TLS configuration that holds this member's certificate
 *     and those whom it trusts; a certificate names its member as {@code node-ID}
 * @param sharedSecret signs every message
 */
public record PeerSecurity(Optional<String> tlsConfiguration, Optional<SharedSecret> sharedSecret) {

  /** Whoever reaches the transport is believed. */
  public static final PeerSecurity NONE = new PeerSecurity(Optional.empty(), Optional.empty());

  /** Whether anybody has to prove who they are. */
  public boolean isNone() {
    return tlsConfiguration.isEmpty() && sharedSecret.isEmpty();
  }
}
