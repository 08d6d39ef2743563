package io.election.transport.rest.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads server-sent events from a bare connection, chunk by chunk. */
final class StreamReader implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader input;
  private final String status;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private StreamReader(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    this.status = input.readLine();
    for (String line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
      headers.put(
          line.substring(0, line.indexOf(':')).toLowerCase(),
          line.substring(line.indexOf(':') + 2));
    }
  }

  static StreamReader open(URI address, String... headers) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    // A test that waits for what never comes is to fail and not to hang.
    socket.setSoTimeout(30_000);
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                .formatted(
                    address.getPath(),
                    address.getAuthority(),
                    Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining()))
                .getBytes(UTF_8));
    return new StreamReader(socket);
  }

  /** Sends more of the request. */
  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  String status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** The next chunk, which is one write of the server; null at the end. */
  String next() throws IOException {
    String length = input.readLine();
    if (length == null || length.equals("0")) {
      return null;
    }
    char[] text = new char[Integer.parseInt(length, 16)];
    for (int read = 0; read < text.length; ) {
      read += input.read(text, read, text.length - read);
    }
    input.readLine();
    return new String(text);
  }

  /** The same, passing over what only keeps the connection alive. */
  String nextEvent() throws IOException {
    String chunk = next();
    while (":\n\n".equals(chunk)) {
      chunk = next();
    }
    return chunk;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
