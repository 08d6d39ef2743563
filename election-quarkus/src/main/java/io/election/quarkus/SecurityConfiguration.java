package io.election.quarkus;

import io.election.api.transport.Loopback;
import io.election.api.transport.Member;
import io.election.api.transport.PeerSecurity;
import io.election.api.transport.SharedSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * Who may speak as a member.
 *
 * @param peers {@code election.security.tls-configuration} and {@code
 *     election.security.shared-secret-file}
 * @param isDoorOpen strangers can upset the election, and {@code election.security.insecure} says
 *     that they may
 */
record SecurityConfiguration(PeerSecurity peers, boolean isDoorOpen) {

  static final String TLS_CONFIGURATION = "election.security.tls-configuration";
  static final String SHARED_SECRET_FILE = "election.security.shared-secret-file";
  static final String INSECURE = "election.security.insecure";

  /** Whether anybody may steer where nobody can log in. */
  static final String OPEN_STEERING = "election.security.open-steering";

  static final String PROTECT_READS = "election.security.protect-reads";

  /** What the node is bound to; {@link ListenAddressSourceFactory} gives it a value. */
  private static final String LISTENS_AT = "quarkus.http.host";

  static final Set<String> KEYS =
      Set.of(TLS_CONFIGURATION, SHARED_SECRET_FILE, INSECURE, OPEN_STEERING, PROTECT_READS);

  /**
   * @throws StartRefused if a value cannot be used, or if strangers could upset the election and
   *     nobody said that they may
   */
  static SecurityConfiguration read(Config config, List<Member> members) {
    PeerSecurity peers =
        new PeerSecurity(
            NodeConfiguration.text(config, TLS_CONFIGURATION),
            NodeConfiguration.text(config, SHARED_SECRET_FILE).map(SecurityConfiguration::secret));
    // Looked at where requests come in, by its own name; checked here, before anything else starts.
    NodeConfiguration.flag(config, PROTECT_READS, false);
    boolean insecure = NodeConfiguration.flag(config, INSECURE, false);
    // Looked at where requests come in, too.
    NodeConfiguration.flag(config, OPEN_STEERING, false);
    Optional<String> openDoor = peers.isNone() ? openDoor(config, members) : Optional.empty();
    if (!insecure && openDoor.isPresent()) {
      throw new StartRefused(
          "%s is not on the loopback interface, so strangers could upset the election; set %s to one secret for all members, or %s to a certificate for each, or %s=true on a network that only members reach"
              .formatted(openDoor.get(), SHARED_SECRET_FILE, TLS_CONFIGURATION, INSECURE));
    }
    return new SecurityConfiguration(peers, openDoor.isPresent());
  }

  /** The setting by which others than this machine's own users reach the cluster. */
  private static Optional<String> openDoor(Config config, List<Member> members) {
    return members.stream()
        .filter(member -> Loopback.addressOf(member.host()).isEmpty())
        .map(member -> MemberAddresses.PREFIX + member.id() + "=" + member.address())
        .findFirst()
        .or(
            () ->
                NodeConfiguration.text(config, LISTENS_AT)
                    .filter(host -> Loopback.addressOf(host).isEmpty())
                    .map(host -> LISTENS_AT + "=" + host));
  }

  private static SharedSecret secret(String file) {
    try {
      return new SharedSecret(Files.readString(Path.of(file)));
    } catch (IOException | IllegalArgumentException unusable) {
      throw new StartRefused(
          "%s='%s' cannot be used: name a file that this node may read and that holds at least %d characters, such as openssl rand -hex 32 makes"
              .formatted(SHARED_SECRET_FILE, file, SharedSecret.SHORTEST),
          unusable);
    }
  }
}
