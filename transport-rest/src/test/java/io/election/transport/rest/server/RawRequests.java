package io.election.transport.rest.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Requests exactly as they are written, and answers as they come. */
final class RawRequests {

  private RawRequests() {}

  static String post(String path, @Nullable String contentType, String body) throws IOException {
    return send(
        "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(
                path,
                contentType == null ? "" : "Content-Type: " + contentType + "\r\n",
                body.length(),
                body));
  }

  /** Sends this and reads until the server closes the connection. */
  static String send(String request) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
