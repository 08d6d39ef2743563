package io.election.transport.rest.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.transport.SharedSecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSignatureTest {

  private static final SigningKey KEY = new SigningKey(new SharedSecret("0123456789abcdef"));
  private static final SigningKey ANOTHER = new SigningKey(new SharedSecret("0123456789abcdeF"));
  private static final String PATH = "/raft/v1/request-vote";
  private static final byte[] BODY = "{\"term\":5}".getBytes(UTF_8);

  private final RequestSignature signature =
      RequestSignature.sign(KEY, 2, 1, 1_700_000_000_000L, "POST", PATH, BODY);

  @Test
  void coversTheRequestThatItWasMadeFor() {
    assertThat(signature.covers(KEY, "POST", PATH, BODY)).isTrue();
  }

  @Test
  void survivesTheHeaderThatCarriesIt() {
    assertThat(RequestSignature.parse(signature.toHeader())).contains(signature);
    assertThat(signature.toHeader())
        .matches(
            "Election-HMAC-SHA256 node=2,to=1,time=1700000000000,number=[0-9a-f]{32},signature=[0-9a-f]{64}");
  }

  @Test
  void coversNoOtherMessage() {
    byte[] higherTerm = "{\"term\":6}".getBytes(UTF_8);
    assertThat(signature.covers(KEY, "POST", PATH, higherTerm)).isFalse();
    assertThat(signature.covers(KEY, "POST", "/raft/v1/append-entries", BODY)).isFalse();
    assertThat(signature.covers(KEY, "PUT", PATH, BODY)).isFalse();
    assertThat(signature.covers(ANOTHER, "POST", PATH, BODY)).isFalse();
  }

  @Test
  void coversWhoSendsItToWhomAndWhenAndItsNumber() {
    long time = signature.timeMillis();
    String number = signature.number();
    String signed = signature.signature();
    String anotherNumber = "0".repeat(32);
    assertThat(new RequestSignature(3, 1, time, number, signed).covers(KEY, "POST", PATH, BODY))
        .isFalse();
    assertThat(new RequestSignature(2, 3, time, number, signed).covers(KEY, "POST", PATH, BODY))
        .isFalse();
    assertThat(new RequestSignature(2, 1, time + 1, number, signed).covers(KEY, "POST", PATH, BODY))
        .isFalse();
    assertThat(
            new RequestSignature(2, 1, time, anotherNumber, signed).covers(KEY, "POST", PATH, BODY))
        .isFalse();
  }

  @Test
  void isAnotherOneForTheSameRequestAgain() {
    RequestSignature again =
        RequestSignature.sign(KEY, 2, 1, signature.timeMillis(), "POST", PATH, BODY);
    assertThat(again.number()).isNotEqualTo(signature.number());
    assertThat(again.signature()).isNotEqualTo(signature.signature());
  }

  @Test
  void anAnswerBelongsToOneRequest() {
    String answer = signature.signAnswer(KEY, 200, BODY);
    RequestSignature later =
        RequestSignature.sign(KEY, 2, 1, signature.timeMillis(), "POST", PATH, BODY);

    assertThat(signature.isAnswered(KEY, answer, 200, BODY)).isTrue();
    assertThat(signature.isAnswered(KEY, answer, 403, BODY)).isFalse();
    assertThat(signature.isAnswered(KEY, answer, 200, new byte[0])).isFalse();
    assertThat(signature.isAnswered(ANOTHER, answer, 200, BODY)).isFalse();
    assertThat(signature.isAnswered(KEY, null, 200, BODY)).isFalse();
    assertThat(later.isAnswered(KEY, answer, 200, BODY)).isFalse();
  }

  /** A node that is asked must not sign what serves as a request of its own. */
  @Test
  void aRequestIsNoAnswer() {
    assertThat(signature.isAnswered(KEY, signature.signature(), 200, BODY)).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Basic YWRtaW46YWRtaW4=",
        "Election-HMAC-SHA256 node=2",
        "Election-HMAC-SHA256 node=9999999999,to=1,time=1,number=00000000000000000000000000000000,signature=0000000000000000000000000000000000000000000000000000000000000000",
        "Election-HMAC-SHA256 node=-2,to=1,time=1,number=00000000000000000000000000000000,signature=0000000000000000000000000000000000000000000000000000000000000000",
        "Election-HMAC-SHA256 node=2,to=1,time=99999999999999999999,number=00000000000000000000000000000000,signature=0000000000000000000000000000000000000000000000000000000000000000"
      })
  void anythingElseIsNoSignature(String header) {
    assertThat(RequestSignature.parse(header)).isEmpty();
  }

  @Test
  void theSecretIsInNoText() {
    SharedSecret secret = new SharedSecret("0123456789abcdef");
    assertThat(secret.toString()).doesNotContain("0123");
    assertThat(KEY.toString()).doesNotContain("0123");
  }
}
