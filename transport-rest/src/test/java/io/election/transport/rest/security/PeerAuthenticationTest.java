package io.election.transport.rest.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.api.transport.PeerSecurity;
import io.election.api.transport.Refusal;
import io.election.api.transport.SharedSecret;
import io.election.certificates.CertificateAuthority;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeerAuthenticationTest {

  private static final int SELF = 1;
  private static final SharedSecret SECRET = new SharedSecret("the secret of this cluster");
  private static final SigningKey KEY = new SigningKey(SECRET);
  private static final String PATH = "/raft/v1/append-entries";
  private static final byte[] BODY = "{}".getBytes(UTF_8);
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test");
  private static final X509Certificate OF_NODE_2 = AUTHORITY.issue("node-2").certificate();

  private Instant now = Instant.now();

  private PeerAuthentication authentication(boolean certificates, boolean signatures) {
    return new PeerAuthentication(
        SELF,
        new PeerSecurity(
            certificates ? Optional.of("peers") : Optional.empty(),
            signatures ? Optional.of(SECRET) : Optional.empty()),
        () -> now);
  }

  private static ReceivedRequest request(
      @Nullable X509Certificate certificate, @Nullable RequestSignature signature) {
    return new ReceivedRequest(
        "10.0.0.9",
        "POST",
        PATH,
        BODY,
        Optional.ofNullable(certificate),
        signature == null ? null : signature.toHeader());
  }

  private RequestSignature signed(int from, int to) {
    return RequestSignature.sign(KEY, from, to, now.toEpochMilli(), "POST", PATH, BODY);
  }

  private static void assertRefused(
      Refusal.Reason reason, String detail, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            UnprovenSenderException.class,
            refused -> assertThat(refused.reason()).isEqualTo(reason))
        .hasMessageContaining(detail);
  }

  @Test
  void withoutEitherAnybodyIsBelieved() {
    PeerAuthentication authentication = authentication(false, false);
    ProvenSender anybody = authentication.prove(request(null, null));
    anybody.mustBe(2);
    assertThat(authentication.signAnswer(anybody, 200, BODY)).isEmpty();
  }

  @Test
  void aMessageIsBelievedOnceIfItsSignatureIsRight() {
    PeerAuthentication authentication = authentication(false, true);
    RequestSignature signature = signed(2, SELF);

    ProvenSender sender = authentication.prove(request(null, signature));

    sender.mustBe(2);
    assertThat(authentication.signAnswer(sender, 200, BODY))
        .hasValueSatisfying(
            answer -> assertThat(signature.isAnswered(KEY, answer, 200, BODY)).isTrue());
    assertRefused(
        Refusal.Reason.REPLAYED,
        "a message of node 2 came again",
        () -> authentication.prove(request(null, signature)));
  }

  @Test
  void aMessageWithoutASignatureOrWithAWrongOneIsNot() {
    PeerAuthentication authentication = authentication(false, true);
    SigningKey another = new SigningKey(new SharedSecret("the secret of another cluster"));
    assertRefused(
        Refusal.Reason.NOT_AUTHENTICATED,
        "a message from 10.0.0.9 is not signed",
        () -> authentication.prove(request(null, null)));
    assertRefused(
        Refusal.Reason.NOT_AUTHENTICATED,
        "not signed with the secret of this cluster",
        () ->
            authentication.prove(
                request(
                    null,
                    RequestSignature.sign(
                        another, 2, SELF, now.toEpochMilli(), "POST", PATH, BODY))));
  }

  @Test
  void aMessageToAnotherMemberIsNotMeantForThisOne() {
    assertRefused(
        Refusal.Reason.REPLAYED,
        "a message of node 2 to node 3 came to node 1",
        () -> authentication(false, true).prove(request(null, signed(2, 3))));
  }

  @Test
  void aMessageThatIsOldOrFromBeforeTheStartIsNot() {
    RequestSignature beforeTheStart = signed(2, SELF);
    now = now.plusMillis(1);
    PeerAuthentication authentication = authentication(false, true);
    assertRefused(
        Refusal.Reason.REPLAYED,
        "before this node was started",
        () -> authentication.prove(request(null, beforeTheStart)));
    RequestSignature old = signed(2, SELF);
    now = now.plusSeconds(31);
    assertRefused(
        Refusal.Reason.REPLAYED,
        "more than 30 s away from this node's clock",
        () -> authentication.prove(request(null, old)));
  }

  /** A forger must not be able to make a node forget, or to use up numbers. */
  @Test
  void aForgedMessageUsesNoNumberUp() {
    PeerAuthentication authentication = authentication(false, true);
    RequestSignature signature = signed(2, SELF);
    RequestSignature forged =
        new RequestSignature(2, SELF, signature.timeMillis(), signature.number(), "0".repeat(64));
    assertRefused(
        Refusal.Reason.NOT_AUTHENTICATED,
        "not signed",
        () -> authentication.prove(request(null, forged)));
    authentication.prove(request(null, signature)).mustBe(2);
  }

  @Test
  void theSignatureOfOneMemberIsNoneOfAnother() {
    ProvenSender sender = authentication(false, true).prove(request(null, signed(2, SELF)));
    assertRefused(
        Refusal.Reason.IMPERSONATION,
        "a message of node 3 came from 10.0.0.9 with the signature of node 2",
        () -> sender.mustBe(3));
  }

  @Test
  void aCertificateProvesTheMemberThatItNames() {
    ProvenSender sender = authentication(true, false).prove(request(OF_NODE_2, null));
    sender.mustBe(2);
    assertRefused(
        Refusal.Reason.IMPERSONATION,
        "a message of node 3 came from 10.0.0.9 with the certificate of anything, node-2",
        () -> sender.mustBe(3));
  }

  @Test
  void whoShowsNoCertificateIsNotBelieved() {
    assertRefused(
        Refusal.Reason.NOT_AUTHENTICATED,
        "a message from 10.0.0.9 came without a certificate",
        () -> authentication(true, false).prove(request(null, signed(2, SELF))));
  }

  /** A connection may be older than the end of the certificate that it was made with. */
  @Test
  void aCertificateThatHasRunOutProvesNothing() {
    PeerAuthentication authentication = authentication(true, false);
    now = OF_NODE_2.getNotAfter().toInstant().plusSeconds(1);
    assertRefused(
        Refusal.Reason.NOT_AUTHENTICATED,
        "valid until",
        () -> authentication.prove(request(OF_NODE_2, null)));
  }

  @Test
  void whereBothAreAskedForBothMustBeThere() {
    PeerAuthentication authentication = authentication(true, true);
    assertRefused(
        Refusal.Reason.NOT_AUTHENTICATED,
        "not signed",
        () -> authentication.prove(request(OF_NODE_2, null)));
    assertRefused(
        Refusal.Reason.NOT_AUTHENTICATED,
        "without a certificate",
        () -> authentication.prove(request(null, signed(2, SELF))));
    authentication.prove(request(OF_NODE_2, signed(2, SELF))).mustBe(2);
  }
}
