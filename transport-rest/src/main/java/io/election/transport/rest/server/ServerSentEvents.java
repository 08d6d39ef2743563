package io.election.transport.rest.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.transport.rest.wire.Json;
import io.vertx.core.buffer.Buffer;

/** How server-sent events are written (WHATWG HTML, "Server-sent events"). */
final class ServerSentEvents {

  /** A comment: whoever reads passes it over, whoever writes learns that the reader is there. */
  static final Buffer COMMENT = Buffer.buffer(":\n\n");

  /** After a connection that ended, a browser waits this long before the next one. */
  static final Buffer RECONNECT_SOON = Buffer.buffer("retry: 2000\n\n");

  private ServerSentEvents() {}

  static Buffer write(EventDocument event) {
    return Buffer.buffer("id: " + event.id() + "\n")
        .appendBuffer(write(event.name(), event.fields()));
  }

  /** Our JSON has no line breaks, so it is one line of data. */
  static Buffer write(String name, ObjectNode data) {
    return Buffer.buffer("event: " + name + "\ndata: ")
        .appendBytes(Json.write(data))
        .appendString("\n\n");
  }
}
