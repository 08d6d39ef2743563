package io.election.cli.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes of PEM texts what TLS needs. */
final class TlsFiles {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  /** No passwords of key stores: these are in memory alone. */
  private static final char[] NO_PASSWORD = {};

  private TlsFiles() {}

  /**
   * A context with these.
   *
   * @param authority who vouches for nodes; null for those that Java trusts
   * @param certificate of this side, with those of who vouches for it behind it; null for none
   * @param privateKey that of {@code certificate}
   * @throws IllegalArgumentException if one cannot be read; the message names the option, and
   *     nothing of its content
   */
  static SSLContext context(
      @Nullable String authority, @Nullable String certificate, @Nullable String privateKey)
      throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        certificate == null || privateKey == null ? null : keyManagers(certificate, privateKey),
        authority == null ? null : trustManagers(authority),
        null);
    return context;
  }

  private static KeyManager[] keyManagers(String certificate, String privateKey)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    store.setKeyEntry(
        "own",
        key(privateKey),
        NO_PASSWORD,
        certificates("--certificate", certificate).toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trustManagers(String authority)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate each : certificates("--certificate-authority", authority)) {
      store.setCertificateEntry("authority " + number++, each);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return new TrustManager[] {
      new NodeTrust((X509ExtendedTrustManager) factory.getTrustManagers()[0])
    };
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(String option, String pem)
      throws CertificateException {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (CertificateException noCertificate) {
      // Told below, as for a file that holds none.
    }
    throw new IllegalArgumentException(option + ": there is no certificate (PEM) in the file");
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    Matcher parts = KEY.matcher(pem);
    if (parts.find()) {
      byte[] bytes = Base64.getMimeDecoder().decode(parts.group(1));
      for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (InvalidKeySpecException another) {
          // The next one, or told below.
        }
      }
    }
    throw new IllegalArgumentException(
        "--private-key: the file holds no key in PKCS #8 (BEGIN PRIVATE KEY);"
            + " 'openssl pkcs8 -topk8 -nocrypt' makes one");
  }
}
