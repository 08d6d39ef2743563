package io.election.quarkus;

import io.election.api.transport.Member;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the node listen where the other members expect it, unless {@code quarkus.http.port} says
 * otherwise. A node whose address is on the loopback interface listens there alone; any other
 * listens on every interface, since what the members call it by need not be an address of the
 * machine.
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
          .map(ListenAddressSourceFactory::source)
          .toList();
    } catch (StartRefused | IllegalArgumentException unusable) {
      // Told when the node reads its configuration, before it listens.
      return List.of();
    }
  }

  private static ConfigSource source(Member self) {
    return new PropertiesConfigSource(
        Map.of(
            "quarkus.http.port",
            String.valueOf(self.port()),
            "quarkus.http.host",
            isLoopback(self.host()) ? self.host() : "0.0.0.0"),
        "the node's own member address",
        ORDINAL);
  }

  private static boolean isLoopback(String host) {
    return host.startsWith("127.") || host.equals("localhost") || host.equals("::1");
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
