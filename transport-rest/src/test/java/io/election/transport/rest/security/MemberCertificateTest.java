package io.election.transport.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.certificates.CertificateAuthority;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberCertificateTest {

  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test");

  private static MemberCertificate certificate(String subject, String... dnsNames) {
    return new MemberCertificate(
        AUTHORITY
            .issue(subject, CertificateAuthority.validFor(Duration.ofDays(1)), dnsNames)
            .certificate());
  }

  @Test
  void theDnsNameSaysWhoseItIs() {
    MemberCertificate certificate = certificate("CN=x", "two.example.org", "node-2");
    assertThat(certificate.names(2)).isTrue();
    assertThat(certificate.names(1)).isFalse();
    assertThat(certificate.names(22)).isFalse();
    assertThat(certificate.description()).isEqualTo("node-2, two.example.org, x");
  }

  @Test
  void theCommonNameSaysSoToo() {
    assertThat(certificate("O=Orders,CN=node-2,C=DE").names(2)).isTrue();
    assertThat(certificate("CN=Node-2", "two.example.org").names(2)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "O=node-2",
        "CN=node-20",
        "CN=x node-2",
        "CN=node-2.example.org",
        "CN=node-02",
        "CN=x\\,CN\\=node-2",
        "OU=x\\+CN\\=node-2"
      })
  void nothingElseDoes(String subject) {
    assertThat(certificate(subject).names(2)).isFalse();
  }

  @Test
  void whoHasNoNameIsNobody() {
    assertThat(certificate("O=Orders").description()).isEqualTo("nobody");
  }

  @Test
  void isValidFromItsBeginningToItsEnd() {
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant until = from.plusSeconds(60);
    MemberCertificate certificate =
        new MemberCertificate(
            AUTHORITY
                .issue("CN=node-2", new CertificateAuthority.Validity(from, until))
                .certificate());
    assertThat(certificate.isValidAt(from.minusMillis(1))).isFalse();
    assertThat(certificate.isValidAt(from)).isTrue();
    assertThat(certificate.isValidAt(until)).isTrue();
    assertThat(certificate.isValidAt(until.plusMillis(1))).isFalse();
    assertThat(certificate.validUntil()).isEqualTo(until);
  }
}
