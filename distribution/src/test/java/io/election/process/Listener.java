package io.election.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Someone who has asked a node for a stream, and listens. */
final class Listener implements AutoCloseable {

  private final String request;
  private final Socket socket;
  private volatile long heardNanos = System.nanoTime();
  private volatile boolean over;

  private Listener(String request, Socket socket) {
    this.request = request;
    this.socket = socket;
  }

  /** Sends this over a connection of its own. */
  static Listener send(int port, String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    Listener listener = new Listener(request, socket);
    listener.send(request);
    Thread thread = new Thread(listener::listen, "listener");
    thread.setDaemon(true);
    thread.start();
    return listener;
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void listen() {
    try {
      InputStream answer = socket.getInputStream();
      byte[] bytes = new byte[8192];
      while (answer.read(bytes) >= 0) {
        heardNanos = System.nanoTime();
      }
    } catch (IOException broken) {
      // As good as ended.
    }
    over = true;
  }

  /** Whether anything has come since this instant of {@link System#nanoTime()}. */
  boolean hasHeardSince(long nanos) {
    return heardNanos - nanos > 0;
  }

  /** Whether the node has ended the connection. */
  boolean isOver() {
    return over;
  }

  @Override
  public String toString() {
    return request;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
