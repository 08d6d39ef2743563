package io.election.transport.rest.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * A certificate as far as it says which member its holder is: it names node 2 as {@code node-2}, as
 * a DNS name among its subject alternative names or as its subject's common name.
 */
public final class MemberCertificate {

  /** The type of a DNS name among the subject alternative names (RFC 5280 §4.2.1.6). */
  private static final int DNS_NAME = 2;

  private final X509Certificate certificate;

  public MemberCertificate(X509Certificate certificate) {
    this.certificate = certificate;
  }

  /** What a certificate calls this node. */
  public static String nameOf(int nodeId) {
    return "node-" + nodeId;
  }

  /** Whether it belongs to this node. */
  public boolean names(int nodeId) {
    return names().contains(nameOf(nodeId));
  }

  /** Whether it is valid at this time. A connection may be older than the end of a certificate. */
  public boolean isValidAt(Instant time) {
    return !time.isBefore(certificate.getNotBefore().toInstant())
        && !time.isAfter(certificate.getNotAfter().toInstant());
  }

  /** The first instant at which it is valid. */
  public Instant validFrom() {
    return certificate.getNotBefore().toInstant();
  }

  /** The last instant at which it is valid. */
  public Instant validUntil() {
    return certificate.getNotAfter().toInstant();
  }

  /** For people: the names that it gives. */
  public String description() {
    SortedSet<String> names = names();
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }

  private SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (List<?> name : alternativeNames()) {
      if (name.get(0).equals(DNS_NAME)) {
        names.add(((String) name.get(1)).toLowerCase(Locale.ROOT));
      }
    }
    for (Rdn part : subject()) {
      if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String name) {
        names.add(name.toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private Collection<List<?>> alternativeNames() {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }

  private List<Rdn> subject() {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
    } catch (InvalidNameException unreadable) {
      return List.of();
    }
  }
}
