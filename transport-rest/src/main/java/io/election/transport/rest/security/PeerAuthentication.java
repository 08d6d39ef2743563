package io.election.transport.rest.security;

import io.election.api.transport.PeerSecurity;
import io.election.api.transport.Refusal;
import io.election.api.transport.TransportSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Believes a request only if it proves that a member sent it, by all that {@link PeerSecurity} asks
 * for. Safe for use by any thread.
 */
@Singleton
public class PeerAuthentication {

  private final int self;
  private final boolean certificates;
  private final Optional<SigningKey> key;
  private final InstantSource clock;
  private final ReplayWindow window;

  @Inject
  PeerAuthentication(TransportSettings settings) {
    this(settings.nodeId(), settings.security(), InstantSource.system());
  }

  PeerAuthentication(int self, PeerSecurity security, InstantSource clock) {
    this.self = self;
    this.certificates = security.tlsConfiguration().isPresent();
    this.key = security.sharedSecret().map(SigningKey::new);
    this.clock = clock;
    this.window = new ReplayWindow(clock.millis());
  }

  /**
   * Who sent a request. What the request says of itself is still to be {@linkplain
   * ProvenSender#mustBe compared}.
   *
   * @throws UnprovenSenderException if it does not prove its sender
   */
  public ProvenSender prove(ReceivedRequest request) {
    return new ProvenSender(
        request.address(),
        certificates ? Optional.of(certificate(request)) : Optional.empty(),
        key.map(known -> signature(known, request)));
  }

  /**
   * The signature of an answer.
   *
   * @return empty if answers are not signed
   */
  public Optional<String> signAnswer(ProvenSender asker, int status, byte[] body) {
    return key.flatMap(
        known -> asker.signature().map(request -> request.signAnswer(known, status, body)));
  }

  private MemberCertificate certificate(ReceivedRequest request) {
    MemberCertificate certificate =
        request
            .certificate()
            .map(MemberCertificate::new)
            .orElseThrow(
                () ->
                    new UnprovenSenderException(
                        Refusal.Reason.NOT_AUTHENTICATED,
                        "a message from %s came without a certificate; members show theirs"
                            .formatted(request.address())));
    if (!certificate.isValidAt(clock.instant())) {
      throw new UnprovenSenderException(
          Refusal.Reason.NOT_AUTHENTICATED,
          "a message from %s came with a certificate of %s that is valid until %s"
              .formatted(request.address(), certificate.description(), certificate.validUntil()));
    }
    return certificate;
  }

  private RequestSignature signature(SigningKey known, ReceivedRequest request) {
    RequestSignature signature =
        RequestSignature.parse(request.signature())
            .orElseThrow(
                () ->
                    new UnprovenSenderException(
                        Refusal.Reason.NOT_AUTHENTICATED,
                        "a message from %s is not signed; members sign with their shared secret"
                            .formatted(request.address())));
    if (!signature.covers(known, request.method(), request.path(), request.body())) {
      throw new UnprovenSenderException(
          Refusal.Reason.NOT_AUTHENTICATED,
          "a message from %s is not signed with the secret of this cluster, or was changed on its way"
              .formatted(request.address()));
    }
    if (signature.to() != self) {
      throw replayed(
          "a message of node %d to node %d came to node %d; a replay, or members at wrong addresses"
              .formatted(signature.from(), signature.to(), self));
    }
    int from = signature.from();
    return switch (window.admit(signature, clock.millis())) {
      case NEW -> signature;
      case SEEN -> throw replayed("a message of node %d came again: a replay".formatted(from));
      case OUTSIDE_WINDOW ->
          throw replayed(
              "a message of node %d was signed more than %d s away from this node's clock; a replay, or clocks that differ"
                  .formatted(from, ReplayWindow.WINDOW_MILLIS / 1000));
      case BEFORE_MEMORY ->
          throw replayed(
              "a message of node %d was signed before this node was started, or before what it remembers; a replay, or clocks that differ"
                  .formatted(from));
    };
  }

  private static UnprovenSenderException replayed(String detail) {
    return new UnprovenSenderException(Refusal.Reason.REPLAYED, detail);
  }
}
