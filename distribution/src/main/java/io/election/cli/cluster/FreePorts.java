package io.election.cli.cluster;

import io.election.api.transport.Member;
import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** The check that nothing listens where nodes are to listen. */
final class FreePorts {

  private FreePorts() {}

  /**
   * @throws CommandFailure if a member's port is taken
   */
  static void require(List<Member> members) {
    for (Member member : members) {
      try (ServerSocket socket = new ServerSocket()) {
        // A port whose last connection has just ended is free for a server, and so it is for this
        // check.
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(member.host(), member.port()));
      } catch (IOException exception) {
        throw new CommandFailure(
            ExitCode.ERROR,
            "port %d of node %d cannot be used (%s); choose others with --base-port"
                .formatted(member.port(), member.id(), exception.getMessage()));
      }
    }
  }
}
