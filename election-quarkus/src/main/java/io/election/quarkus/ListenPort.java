package io.election.quarkus;

import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.eclipse.microprofile.config.Config;

/**
 * Looks whether the node may listen before it opens its store: HTTP starts last, and a node that
 * turned out to be deaf then has voted already.
 */
public final class ListenPort {

  private ListenPort() {}

  /**
   * Binds the port and gives it back. Dev mode keeps its port over a reload, and tests have one of
   * their own.
   *
   * @throws StartRefused if it cannot be bound
   */
  static void requireFree(Config config) {
    if (LaunchMode.current() != LaunchMode.NORMAL) {
      return;
    }
    String host = config.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0");
    int port = config.getOptionalValue(portKey(config), Integer.class).orElse(8080);
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException | IllegalArgumentException inUse) {
      throw new StartRefused(inUse(host, port), inUse);
    }
  }

  private static String portKey(Config config) {
    return NodeConfiguration.text(config, SecurityConfiguration.TLS_CONFIGURATION).isPresent()
        ? "quarkus.http.ssl-port"
        : "quarkus.http.port";
  }

  public static String inUse(String host, int port) {
    return "%s:%d is in use or not an address of this machine; stop what listens there or choose another quarkus.http.port"
        .formatted(host, port);
  }
}
