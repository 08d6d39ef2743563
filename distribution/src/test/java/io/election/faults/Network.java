package io.election.faults;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A namespace for each node, with two cables: one to the peers' bridge, where the faults are, and
 * one to the observer's, where there are none. Both bridges are in the sandbox itself.
 */
final class Network {

  /** Where the sandbox itself, and so a proxy in it, can be reached by the nodes. */
  static final String OWN_ADDRESS = "10.98.0.254";

  static final int PORT = 7000;

  private final Sandbox sandbox;
  private final int size;

  /** Lays the cables. */
  Network(Sandbox sandbox, int size) {
    this.sandbox = sandbox;
    this.size = size;
    sandbox.run(bridge("peers", OWN_ADDRESS) + bridge("watch", "10.99.0.254"));
    sandbox.run(nodes().map(Network::connect).collect(Collectors.joining()));
  }

  /** A node's address among its peers. */
  static String address(int node) {
    return "10.98.0." + node + ":" + PORT;
  }

  /** The address at which the observer finds a node. */
  static String watchedAddress(int node) {
    return "10.99.0." + node + ":" + PORT;
  }

  /** The command that runs this one as a program of the node. */
  List<String> inNode(int node, List<String> command) {
    return sandbox.inside(
        Stream.concat(Stream.of("ip", "netns", "exec", "node" + node), command.stream()).toList());
  }

  /** From now on nothing that one sends arrives at the other; the way back stays open. */
  void cut(int from, int to) {
    cut(List.of(from), List.of(to));
  }

  /** The same for all pairs of them. */
  void cut(Collection<Integer> from, Collection<Integer> to) {
    sandbox.run(
        to.stream()
            .map(
                receiver ->
                    "ip netns exec node%d nft add element inet faults lost { %s }\n"
                        .formatted(
                            receiver,
                            from.stream()
                                .map(sender -> "10.98.0." + sender)
                                .collect(Collectors.joining(", "))))
            .collect(Collectors.joining()));
  }

  /** Nothing arrives, neither way. */
  void part(Collection<Integer> some, Collection<Integer> others) {
    cut(some, others);
    cut(others, some);
  }

  /** Pulls the node's cable to its peers. */
  void unplug(int node) {
    sandbox.run("ip link set peers%d down".formatted(node));
  }

  void plugIn(int node) {
    sandbox.run("ip link set peers%d up".formatted(node));
  }

  /** What these call at a node's address arrives at another one, once they connect anew. */
  void redirect(Collection<Integer> callers, int node, int host) {
    sandbox.run(
        callers.stream()
            .map(
                caller ->
                    """
                    ip netns exec node%1$d nft -f - <<END
                    table ip redirected {
                      chain calls {
                        type nat hook output priority -100;
                        ip daddr 10.98.0.%2$d dnat to 10.98.0.%3$d;
                      }
                    }
                    END
                    """
                        .formatted(caller, node, host))
            .collect(Collectors.joining()));
  }

  /** Takes all faults away. */
  void heal() {
    sandbox.run(
        nodes()
            .map(
                node ->
                    """
                    ip netns exec node%1$d nft flush set inet faults lost
                    ip netns exec node%1$d nft delete table ip redirected 2>/dev/null || true
                    ip link set peers%1$d up
                    """
                        .formatted(node))
            .collect(Collectors.joining()));
  }

  private Stream<Integer> nodes() {
    return IntStream.rangeClosed(1, size).boxed();
  }

  private static String bridge(String name, String address) {
    return """
        ip link add name %1$s type bridge
        ip address add %2$s/24 dev %1$s
        ip link set %1$s up
        """
        .formatted(name, address);
  }

  private static String connect(int node) {
    return """
        ip netns add node%1$d
        ip -n node%1$d link set lo up
        """
            .formatted(node)
        + cable(node, "peers", "10.98.0.")
        + cable(node, "watch", "10.99.0.")
        + """
        ip netns exec node%d nft -f - <<END
        table inet faults {
          set lost { type ipv4_addr; }
          chain arriving { type filter hook input priority 0; ip saddr @lost drop; }
        }
        END
        """
            .formatted(node);
  }

  private static String cable(int node, String bridge, String subnet) {
    return """
        ip link add name %2$s%1$d type veth peer name %2$s netns node%1$d
        ip link set %2$s%1$d master %2$s up
        ip -n node%1$d address add %3$s%1$d/24 dev %2$s
        ip -n node%1$d link set %2$s up
        """
        .formatted(node, bridge, subnet);
  }
}
