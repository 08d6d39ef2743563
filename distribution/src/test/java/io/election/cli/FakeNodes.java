package io.election.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** HTTP servers that answer {@code GET /election} with what a test puts into their mouth. */
final class FakeNodes implements AutoCloseable {

  private final List<HttpServer> servers = new ArrayList<>();

  /** Starts one and gives its URL. */
  String answering(int httpStatus, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/election",
        exchange -> {
          exchange.sendResponseHeaders(httpStatus, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String leader(int id, long term) throws IOException {
    return answering(200, status(id, "LEADER", term, id, "127.0.0.1:1", true));
  }

  String follower(int id, long term, int leaderId, String leaderAddress) throws IOException {
    return answering(200, status(id, "FOLLOWER", term, leaderId, leaderAddress, false));
  }

  String candidate(int id, long term) throws IOException {
    return answering(200, status(id, "CANDIDATE", term, null, null, false));
  }

  /** The URL of a port on which nobody listens. */
  static String nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
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
    servers.forEach(server -> server.stop(0));
  }
}
