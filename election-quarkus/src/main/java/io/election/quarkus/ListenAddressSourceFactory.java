package io.election.quarkus;

import io.election.api.transport.Loopback;
import io.election.api.transport.Member;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the node listen where the other members expect it, unless {@code quarkus.http.port} says
 * otherwise. A node whose address is on the loopback interface listens there alone, and so does one
 * that is called by a name for it where all members are; any other listens on every interface,
 * since what the members call it by need not be an address of the machine. If members use TLS, that
 * is all that is spoken there.
 */
public final class ListenAddressSourceFactory implements ConfigSourceFactory {

  /** Below every source that a person writes. */
  private static final int ORDINAL = 50;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    try {
      int nodeId = NodeId.parse(value(context, "node.id"));
      List<Member> members =
          MemberAddresses.read(context::iterateNames, key -> value(context, key));
      String tls = value(context, SecurityConfiguration.TLS_CONFIGURATION).strip();
      return members.stream()
          .filter(member -> member.id() == nodeId)
          .map(self -> source(self, listenAddress(self, members, Loopback::addressOf), tls))
          .toList();
    } catch (StartRefused | IllegalArgumentException unusable) {
      // Told when the node reads its configuration, before it listens.
      return List.of();
    }
  }

  /**
   * A machine's own name is often on its loopback interface for itself alone (127.0.1.1 in Debian);
   * the other members find it elsewhere.
   *
   * @param loopbackAddress as {@link Loopback#addressOf}
   */
  static String listenAddress(
      Member self, List<Member> members, Function<String, Optional<String>> loopbackAddress) {
    Optional<String> address = loopbackAddress.apply(self.host());
    boolean alone =
        address.isPresent()
            && (Loopback.isCalled(self.host())
                || members.stream()
                    .allMatch(member -> loopbackAddress.apply(member.host()).isPresent()));
    return alone ? address.get() : "0.0.0.0";
  }

  private static ConfigSource source(Member self, String host, String tlsConfiguration) {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.http.host", host);
    settings.put("quarkus.http.port", String.valueOf(self.port()));
    if (!tlsConfiguration.isEmpty()) {
      settings.put("quarkus.http.tls-configuration-name", tlsConfiguration);
      settings.put("quarkus.http.insecure-requests", "disabled");
      settings.put("quarkus.http.ssl-port", String.valueOf(self.port()));
    }
    return new PropertiesConfigSource(settings, "the node's own member address", ORDINAL);
  }

  private static String value(ConfigSourceContext context, String key) {
    ConfigValue value = context.getValue(key);
    return value == null || value.getValue() == null ? "" : value.getValue();
  }

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(ORDINAL);
  }
}
