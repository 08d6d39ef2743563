package io.election.transport.rest.client;

import io.election.transport.rest.security.MemberCertificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts a server that others trust, too, and whose certificate names the peer that is called.
 * Under which host name or address it was reached has no part in it.
 */
final class NamedPeerTrustManager implements X509TrustManager {

  private final X509TrustManager chain;
  private final int peer;

  /**
   * @param chain says whether a certificate comes from whom this node trusts
   * @param peer the node that is called
   */
  NamedPeerTrustManager(X509TrustManager chain, int peer) {
    this.chain = chain;
    this.peer = peer;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] certificates, String type)
      throws CertificateException {
    chain.checkServerTrusted(certificates, type);
    MemberCertificate shown = new MemberCertificate(certificates[0]);
    if (!shown.names(peer)) {
      throw new CertificateException(
          "the certificate there is that of %s; %s is expected"
              .formatted(shown.description(), MemberCertificate.nameOf(peer)));
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] certificates, String type)
      throws CertificateException {
    throw new CertificateException("this side calls and is not called");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return chain.getAcceptedIssuers();
  }
}
