package io.election.api.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By which a machine talks to itself alone: the addresses 127.0.0.0/8 and ::1 (RFC 1122 §3.2.1.3,
 * RFC 4291 §2.5.3), by whatever name.
 */
public final class Loopback {

  private static final Pattern CALLED =
      Pattern.compile(
          "\\[?(localhost|(::ffff:)?127(\\.\\d{1,3}){3}|::1|(0{1,4}:){7}0{0,3}1)]?",
          Pattern.CASE_INSENSITIVE);

  private Loopback() {}

  /**
   * Whether this is one of its addresses, or the name that is reserved for it (RFC 6761 §6.3).
   * Looks no name up, so a name that a stranger made up may be asked about.
   *
   * @param host a name, or an address with or without the brackets of a URL
   */
  public static boolean isCalled(String host) {
    return CALLED.matcher(host).matches();
  }

  /**
   * The address by which a host is reached, if that is one of the loopback interface and no other
   * is known. Looks the name up, which takes as long as the resolver does. Nobody knows a name that
   * is not known yet: it may be another machine's later.
   *
   * @param host a name or an address
   */
  public static Optional<String> addressOf(String host) {
    if (isCalled(host)) {
      return Optional.of(host.toLowerCase(Locale.ROOT));
    }
    try {
      InetAddress[] addresses = InetAddress.getAllByName(host);
      return Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)
          ? Optional.of(addresses[0].getHostAddress())
          : Optional.empty();
    } catch (UnknownHostException unknown) {
      return Optional.empty();
    }
  }
}
