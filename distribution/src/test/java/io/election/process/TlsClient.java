package io.election.process;

import io.election.certificates.CertificateAuthority.Identity;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Clients that speak TLS to nodes. */
final class TlsClient {

  private TlsClient() {}

  /**
   * One that shows no certificate.
   *
   * @param trusted a CA
   */
  static HttpClient anonymous(X509Certificate trusted) {
    return with(context(trusted, null));
  }

  /** One that shows this certificate, even to a server that says it does not want it. */
  static HttpClient showing(X509Certificate trusted, Identity identity) {
    return with(context(trusted, identity));
  }

  private static HttpClient with(SSLContext context) {
    return HttpClient.newBuilder()
        .sslContext(context)
        .version(Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  static SSLContext context(X509Certificate trusted, @Nullable Identity identity) {
    try {
      KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
      trust.load(null, null);
      trust.setCertificateEntry("authority", trusted);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trust);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          identity == null ? null : new KeyManager[] {new Shown(identity)},
          factory.getTrustManagers(),
          null);
      return context;
    } catch (java.io.IOException | GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The JDK's own key managers keep back what the server would not take. */
  private static final class Shown extends X509ExtendedKeyManager {

    private static final String ALIAS = "shown";

    private final Identity identity;

    Shown(Identity identity) {
      this.identity = identity;
    }

    @Override
    public String chooseEngineClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return ALIAS;
    }

    @Override
    public String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return ALIAS;
    }

    @Override
    public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {identity.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity.keys().getPrivate();
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
