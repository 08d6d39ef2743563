package io.election.transport.rest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.certificates.CertificateAuthority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/** Whom a node believes to have reached when it calls node 2. */
class NamedPeerTrustManagerTest {

  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("the members' CA");
  private static final NamedPeerTrustManager TRUST = new NamedPeerTrustManager(chain(), 2);

  private static X509TrustManager chain() {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("authority", AUTHORITY.certificate());
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return Arrays.stream(factory.getTrustManagers())
          .map(X509TrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (IOException | GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void reach(CertificateAuthority.Identity shown) throws CertificateException {
    TRUST.checkServerTrusted(new X509Certificate[] {shown.certificate()}, "ECDHE_ECDSA");
  }

  @Test
  void thePeerThatIsCalled() throws CertificateException {
    reach(AUTHORITY.issue("node-2"));
  }

  @Test
  void notAnotherMember() {
    assertThatThrownBy(() -> reach(AUTHORITY.issue("node-3")))
        .isInstanceOf(CertificateException.class)
        .hasMessage("the certificate there is that of anything, node-3; node-2 is expected");
  }

  @Test
  void notSomebodyWhomAnotherAuthorityCallsSo() {
    assertThatThrownBy(() -> reach(new CertificateAuthority("the members' CA").issue("node-2")))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void notThePeerWithACertificateThatHasRunOut() {
    assertThatThrownBy(
            () ->
                reach(
                    AUTHORITY.issue(
                        "CN=node-2", CertificateAuthority.validFor(Duration.ofSeconds(-1)))))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void nobodyIsLetInByIt() {
    X509Certificate[] peer = {AUTHORITY.issue("node-2").certificate()};
    assertThatThrownBy(() -> TRUST.checkClientTrusted(peer, "ECDHE_ECDSA"))
        .isInstanceOf(CertificateException.class);
    assertThat(TRUST.getAcceptedIssuers()).containsExactly(AUTHORITY.certificate());
  }
}
