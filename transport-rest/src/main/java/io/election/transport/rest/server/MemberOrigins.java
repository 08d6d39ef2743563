package io.election.transport.rest.server;

import io.election.api.transport.Loopback;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The origins (RFC 6454) of the pages that members serve, as a browser writes them: at the
 * addresses that the configuration gives them, directly or behind TLS.
 */
final class MemberOrigins {

  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

  private final SortedSet<String> origins;

  /**
   * @param addresses of all members, as {@code host:port}
   */
  MemberOrigins(Collection<String> addresses) {
    origins =
        addresses.stream()
            .flatMap(MemberOrigins::originsAt)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> originsAt(String address) {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon).toLowerCase(Locale.ROOT);
    int port = Integer.parseInt(address.substring(colon + 1));
    // One machine, and a person types whichever name comes to mind.
    List<String> hosts = Loopback.isCalled(host) ? withNames(host) : List.of(host);
    return hosts.stream()
        .flatMap(
            name -> Stream.of(origin("http", name, port, 80), origin("https", name, port, 443)));
  }

  private static List<String> withNames(String host) {
    return Stream.concat(THIS_MACHINE.stream(), Stream.of(host)).distinct().toList();
  }

  /** The port that a scheme has anyway is not written. */
  private static String origin(String scheme, String host, int port, int usualPort) {
    return scheme + "://" + host + (port == usualPort ? "" : ":" + port);
  }

  /**
   * Whether a page of this origin comes from a member.
   *
   * @param origin the header {@code Origin}
   */
  boolean contain(String origin) {
    return origins.contains(origin.toLowerCase(Locale.ROOT));
  }

  List<String> all() {
    return List.copyOf(origins);
  }
}
