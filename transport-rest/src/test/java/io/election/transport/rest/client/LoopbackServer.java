package io.election.transport.rest.client;

import io.election.api.transport.Member;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * A peer made of a bare socket: what it reads it hands to the test, and it writes only what the
 * test tells it to. Left alone it is a black hole that accepts connections and never answers.
 */
final class LoopbackServer implements AutoCloseable {

  private final ServerSocket listener;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Semaphore disconnects = new Semaphore(0);
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

  /** One request that waits for an answer. */
  record Call(String head, String body, Socket connection) {

    /** Answers; the connection stays open for the next request. */
    void answer(int status, String contentType, String answerBody) {
      write(
          "HTTP/1.1 %d Whatever\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(status, contentType, answerBody.length(), answerBody));
    }

    void write(String raw) {
      try {
        connection.getOutputStream().write(raw.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private LoopbackServer(ServerSocket listener) {
    this.listener = listener;
    startThread(this::accept);
  }

  static LoopbackServer start() throws IOException {
    return startOn(0);
  }

  static LoopbackServer startOn(int port) throws IOException {
    return new LoopbackServer(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
  }

  /** A port on which nobody listens. */
  static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Member asMember(int id) {
    return new Member(id, "127.0.0.1", listener.getLocalPort());
  }

  int port() {
    return listener.getLocalPort();
  }

  int connectionsSoFar() {
    return connections.size();
  }

  /** The next request; waits for it. */
  Call nextCall() throws InterruptedException {
    return calls.take();
  }

  /** Waits until the other side has closed a connection. */
  void awaitDisconnect() throws InterruptedException {
    disconnects.acquire();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listener.accept();
        connections.add(connection);
        startThread(() -> read(connection));
      }
    } catch (IOException e) {
      // The listener was closed: the test is over.
    }
  }

  private void read(Socket connection) {
    try (InputStream in = connection.getInputStream()) {
      while (true) {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          int next = in.read();
          if (next < 0) {
            disconnects.release();
            return;
          }
          head.append((char) next);
        }
        byte[] body = in.readNBytes(contentLength(head.toString()));
        calls.add(new Call(head.toString(), new String(body, StandardCharsets.UTF_8), connection));
      }
    } catch (IOException e) {
      disconnects.release();
    }
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()))
        .findFirst()
        .orElse(0);
  }

  private static void startThread(Runnable task) {
    Thread thread = new Thread(task, "loopback-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
