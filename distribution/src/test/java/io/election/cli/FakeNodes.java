package io.election.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Fake nodes, and what nodes say. */
public final class FakeNodes implements AutoCloseable {

  private final List<FakeNode> nodes = new ArrayList<>();

  /** Starts one that knows nothing yet. */
  public FakeNode node() throws IOException {
    FakeNode node = new FakeNode();
    nodes.add(node);
    return node;
  }

  /** Starts one and gives its URL. */
  String answering(int httpStatus, String body) throws IOException {
    return node().answers("/election", httpStatus, body).url();
  }

  public String leader(int id, long term) throws IOException {
    return node().says(leading(id, term)).url();
  }

  public String follower(int id, long term, int leaderId, String leaderAddress) throws IOException {
    return node().says(following(id, term, leaderId, leaderAddress)).url();
  }

  public String candidate(int id, long term) throws IOException {
    return node().says(standing(id, term)).url();
  }

  /** The URL of a port on which nobody listens. */
  public static String nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }

  public static String leading(int id, long term) {
    return status(id, "LEADER", term, id, "127.0.0.1:1", true);
  }

  public static String following(int id, long term, int leaderId, String leaderAddress) {
    return status(id, "FOLLOWER", term, leaderId, leaderAddress, false);
  }

  public static String standing(int id, long term) {
    return status(id, "CANDIDATE", term, null, null, false);
  }

  private static String status(
      int id, String role, long term, Integer leaderId, String leaderAddress, boolean isLeader) {
    String address = leaderAddress == null ? null : '"' + leaderAddress + '"';
    return """
        {"clusterId":"local","nodeId":%d,"role":"%s","term":%d,"votedFor":%s,"leaderId":%s,
         "leaderAddress":%s,"isLeader":%s,"leaseRemainingMs":%d,"paused":false,"storage":"file",
         "version":"9.9","members":[
           {"id":1,"address":"127.0.0.1:1","self":true,"reachable":true,"lastContactMs":0},
           {"id":2,"address":"127.0.0.1:2","self":false,"reachable":false,"lastContactMs":null}],
         "aFieldOfALaterVersion":{"x":1}}
        """
        .formatted(id, role, term, leaderId, leaderId, address, isLeader, isLeader ? 412 : 0);
  }

  @Override
  public void close() {
    nodes.forEach(FakeNode::close);
  }
}
