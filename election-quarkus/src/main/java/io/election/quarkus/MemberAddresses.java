package io.election.quarkus;

import io.election.api.transport.Member;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the keys {@code election.members.ID}. One of them given, the default members are gone. */
final class MemberAddresses {

  static final String PREFIX = "election.members.";

  private static final Pattern PROPERTY = Pattern.compile("election\\.members\\.([^.\\[]*)");
  private static final Pattern VARIABLE = Pattern.compile("ELECTION_MEMBERS_(\\d+)");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:\\[(?<bracketed>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)]|(?<plain>[A-Za-z0-9.-]+)):(?<port>\\d{1,5})");

  private static final List<Member> DEFAULT =
      List.of(
          new Member(1, "127.0.0.1", 7101),
          new Member(2, "127.0.0.1", 7102),
          new Member(3, "127.0.0.1", 7103));

  private MemberAddresses() {}

  /**
   * Every member that is configured, or the default ones if none is.
   *
   * @param names the names of all properties
   * @param valueOf gives the value of one
   * @throws StartRefused if an id or an address cannot be read, or an address is given twice
   */
  static List<Member> read(Iterable<String> names, Function<String, String> valueOf) {
    SortedMap<Integer, Member> members = new TreeMap<>();
    for (String name : names) {
      String id = idIn(name);
      if (id != null) {
        Member member = parse(id, valueOf.apply(PREFIX + id));
        members.put(member.id(), member);
      }
    }
    if (members.isEmpty()) {
      return DEFAULT;
    }
    refuseSharedAddresses(members);
    return List.copyOf(members.values());
  }

  /** Whether a property names a member, well or badly. */
  static boolean isKey(String name) {
    return PROPERTY.matcher(name).matches();
  }

  private static @Nullable String idIn(String name) {
    Matcher property = PROPERTY.matcher(name);
    if (property.matches()) {
      return property.group(1);
    }
    Matcher variable = VARIABLE.matcher(name);
    return variable.matches() ? variable.group(1) : null;
  }

  private static Member parse(String id, String address) {
    String key = PREFIX + id;
    Matcher parts = ADDRESS.matcher(address.strip());
    if (!parts.matches()) {
      throw new StartRefused(
          key + " is not host:port but '" + address + "'; write it like 127.0.0.1:7101");
    }
    String host =
        parts.group("bracketed") == null ? parts.group("plain") : parts.group("bracketed");
    try {
      return new Member(NodeId.parse(id), host, Integer.parseInt(parts.group("port")));
    } catch (IllegalArgumentException outOfBounds) {
      throw new StartRefused(
          key + "=" + address + " cannot be used: " + outOfBounds.getMessage(), outOfBounds);
    }
  }

  /** Whoever listens at one of these names listens at the others. */
  private static String socketOf(Member member) {
    String host = member.host().toLowerCase(Locale.ROOT);
    boolean same = List.of("localhost", "127.0.0.1", "::1").contains(host);
    return (same ? "localhost" : host) + ":" + member.port();
  }

  private static void refuseSharedAddresses(Map<Integer, Member> members) {
    Map<String, Integer> ownerByAddress = new TreeMap<>();
    for (Member member : members.values()) {
      Integer owner = ownerByAddress.put(socketOf(member), member.id());
      if (owner != null) {
        throw new StartRefused(
            "%s%d and %s%d have the same address %s; give each node its own"
                .formatted(PREFIX, owner, PREFIX, member.id(), member.address()));
      }
    }
  }
}
