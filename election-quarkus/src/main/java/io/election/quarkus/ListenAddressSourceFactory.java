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
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the node listen where the other members expect it, unless {@code quarkus.http.port} says
 * otherwise. A node whose address is on the loopback interface listens there alone (whatever it is
 * called); any other listens on every interface, since what the members call it by need not be an
 * address of the machine. If members use TLS, that is all that is spoken there.
 */
public final class ListenAddressSourceFactory implements ConfigSourceFactory {

  /** Below every source that a person writes. */
  private static final int ORDINAL = 50;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    try {
      int nodeId = NodeId.parse(value(context, "node.id"));
      return MemberAddresses.read(context::iterateNames, key -> value(context, key)).stream()
          .filter(member -> member.id() == nodeId)
          .map(
              self -> source(self, value(context, SecurityConfiguration.TLS_CONFIGURATION).strip()))
          .toList();
    } catch (StartRefused | IllegalArgumentException unusable) {
      // Told when the node reads its configuration, before it listens.
      return List.of();
    }
  }

  private static ConfigSource source(Member self, String tlsConfiguration) {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.http.host", Loopback.addressOf(self.host()).orElse("0.0.0.0"));
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
