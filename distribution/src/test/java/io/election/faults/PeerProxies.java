package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A proxy between every node and every one of its peers. */
final class PeerProxies {

  private final OutputStream orders;
  private final BufferedReader answers;

  /** Starts them, with this seed for what they leave to chance. */
  PeerProxies(Sandbox sandbox, long seed) {
    List<String> arguments = new ArrayList<>(List.of(seed + ""));
    for (int from : Cluster.ALL) {
      for (int to : Cluster.without(from)) {
        arguments.add(link(from, to) + "");
        arguments.add(Network.address(to));
      }
    }
    Process program =
        SandboxProcess.startTalking(sandbox.inside(JavaProgram.of(PeerProxy.class, arguments)))
            .streams();
    orders = program.getOutputStream();
    answers =
        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    expect("ready");
  }

  /** Makes a node find its peers behind the proxies. */
  static NodeOptions between(int node) {
    Map<String, String> members = new HashMap<>();
    for (int peer : Cluster.without(node)) {
      members.put("election.members." + peer, Network.OWN_ADDRESS + ":" + link(node, peer));
    }
    return NodeOptions.PLAIN.with(members);
  }

  void trouble(int from, int to, LinkTrouble trouble) {
    try {
      String order = "%d %s\n".formatted(link(from, to), trouble.words());
      orders.write(order.getBytes(StandardCharsets.UTF_8));
      orders.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    expect("done");
  }

  void trouble(Collection<Integer> from, Collection<Integer> to, LinkTrouble trouble) {
    for (int sender : from) {
      for (int receiver : to) {
        if (sender != receiver) {
          trouble(sender, receiver, trouble);
        }
      }
    }
  }

  void heal() {
    trouble(Cluster.ALL, Cluster.ALL, LinkTrouble.NONE);
  }

  private static int link(int from, int to) {
    return 7100 + 10 * from + to;
  }

  private void expect(String answer) {
    try {
      assertThat(answers.readLine()).isEqualTo(answer);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
