package io.election.cli.access;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a certificate of the cluster's own authority that names the address called, as everywhere,
 * or that names a member, like node-2: those need not know by which address they are called.
 */
final class NodeTrust extends X509ExtendedTrustManager {

  private static final Pattern MEMBER = Pattern.compile("node-[1-9][0-9]*");
  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,]+)");
  private static final int DNS_NAME = 2;

  private final X509ExtendedTrustManager authority;

  NodeTrust(X509ExtendedTrustManager authority) {
    this.authority = authority;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    if (isMember(chain[0])) {
      authority.checkServerTrusted(chain, type);
    } else {
      authority.checkServerTrusted(chain, type, socket);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    if (isMember(chain[0])) {
      authority.checkServerTrusted(chain, type);
    } else {
      authority.checkServerTrusted(chain, type, engine);
    }
  }

  private static boolean isMember(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    Stream<String> names =
        alternatives == null
            ? Stream.empty()
            : alternatives.stream()
                .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                .map(name -> String.valueOf(name.get(1)));
    Stream<String> common =
        COMMON_NAME
            .matcher(certificate.getSubjectX500Principal().getName())
            .results()
            .map(result -> result.group(1));
    return Stream.concat(names, common).anyMatch(name -> MEMBER.matcher(name).matches());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    authority.checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    authority.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    authority.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    authority.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authority.getAcceptedIssuers();
  }
}
