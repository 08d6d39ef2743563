package io.election.certificates;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Issues certificates to a test; nobody else trusts it. */
public final class CertificateAuthority {

  private static final Duration LONG = Duration.ofDays(30);
  private static final AtomicLong SERIAL_NUMBERS = new AtomicLong(1);

  private final KeyPair keys = newKeys();
  private final X500Name name;
  private final X509Certificate certificate;

  /** A certificate with the key that belongs to it. */
  public record Identity(X509Certificate certificate, KeyPair keys) {

    /**
     * Writes {@code NAME.crt} and {@code NAME.key} as PEM. Whoever reads them while they are
     * replaced reads the old one or the new one of each, and never half a file.
     */
    public void write(Path directory, String file) {
      CertificateAuthority.write(
          directory.resolve(file + ".key"),
          new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded()));
      CertificateAuthority.write(directory.resolve(file + ".crt"), certificate);
    }
  }

  public CertificateAuthority(String name) {
    this.name = new X500Name("CN=" + name);
    this.certificate =
        sign(
            this.name,
            keys,
            validFor(LONG),
            builder -> {
              builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            });
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** Writes the certificate of this authority as PEM. */
  public void write(Path file) {
    write(file, certificate);
  }

  /** A certificate with these names, valid for some weeks. */
  public Identity issue(String... names) {
    return issue("CN=anything", validFor(LONG), names);
  }

  /**
   * A certificate for this subject.
   *
   * @param names DNS names and IPv4 addresses, to be its alternative names
   */
  public Identity issue(String subject, Validity validity, String... names) {
    KeyPair holder = newKeys();
    return new Identity(
        sign(
            new X500Name(subject),
            holder,
            validity,
            builder -> {
              if (names.length > 0) {
                builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                        Stream.of(names)
                            .map(CertificateAuthority::generalName)
                            .toArray(GeneralName[]::new)));
              }
            }),
        holder);
  }

  private static GeneralName generalName(String name) {
    boolean isAddress = name.matches("[0-9.]+");
    return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  /** From when to when a certificate is valid. */
  public record Validity(Instant from, Instant until) {}

  /** For this long from now on; a negative duration is over. */
  public static Validity validFor(Duration duration) {
    Instant now = Instant.now();
    return new Validity(now.minus(Duration.ofDays(1)), now.plus(duration));
  }

  private interface Extensions {
    void addTo(X509v3CertificateBuilder builder) throws CertIOException;
  }

  private X509Certificate sign(
      X500Name subject, KeyPair holder, Validity validity, Extensions extensions) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(SERIAL_NUMBERS.getAndIncrement()),
              Date.from(validity.from()),
              Date.from(validity.until()),
              subject,
              holder.getPublic());
      extensions.addTo(builder);
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (CertIOException | OperatorCreationException | GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void write(Path file, Object object) {
    try {
      StringWriter text = new StringWriter();
      try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
        writer.writeObject(object);
      }
      Path written =
          Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text.toString());
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
