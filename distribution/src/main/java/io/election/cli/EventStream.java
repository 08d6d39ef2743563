package io.election.cli;

import io.election.cli.access.NodeAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The server-sent events of one node. One thread reads; any may close, which ends the reading at
 * once.
 *
 * <p>A node sends at least a comment every few seconds. A stream that says nothing for much longer
 * has lost its node and ends.
 */
public final class EventStream implements AutoCloseable {

  /** What is not heard for so long is given up. */
  public static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final int LONGEST_PROBLEM_BYTES = 1 << 16;
  private static final Executor NEXT_LOOK =
      CompletableFuture.delayedExecutor(LONGEST_SILENCE.toMillis() / 8, TimeUnit.MILLISECONDS);

  /** One for each way of asking, which is one for a whole command. */
  private static final Map<NodeAccess, HttpClient> CLIENTS = new ConcurrentHashMap<>();

  private final InputStream body;
  private final BufferedReader lines;
  private volatile long heardNanos = System.nanoTime();
  private volatile boolean closed;
  private volatile boolean silent;

  private EventStream(InputStream body) {
    this.body = body;
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** The node answered something else than events. */
  public static final class Refused extends IOException {

    private static final long serialVersionUID = 1L;

    private final int httpStatus;

    Refused(int httpStatus, String message) {
      super(message);
      this.httpStatus = httpStatus;
    }

    /** Whether it is who asked that the node refused. */
    public boolean isOfLogin() {
      return httpStatus == 401 || httpStatus == 403;
    }

    public int httpStatus() {
      return httpStatus;
    }
  }

  /**
   * Opens the events of a node.
   *
   * @param path such as {@code /election/events}
   * @param access as whom the node is asked
   * @throws Refused if the node answers something else
   * @throws IOException if there is no answer; the message says why in a few words for people
   */
  public static EventStream open(URI url, String path, NodeAccess access)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path)).header("Accept", "text/event-stream");
    access.applyTo(request);
    CompletableFuture<HttpResponse<InputStream>> asked =
        CLIENTS
            .computeIfAbsent(access, EventStream::client)
            .sendAsync(request.build(), BodyHandlers.ofInputStream());
    try {
      HttpResponse<InputStream> response =
          asked.get(LONGEST_SILENCE.toMillis(), TimeUnit.MILLISECONDS);
      String type = response.headers().firstValue("Content-Type").orElse("");
      if (response.statusCode() != 200 || !type.startsWith("text/event-stream")) {
        throw refused(response, access);
      }
      EventStream stream = new EventStream(response.body());
      stream.watchForSilence();
      return stream;
    } catch (ExecutionException exception) {
      throw new IOException(reason(exception.getCause()), exception);
    } catch (TimeoutException exception) {
      throw new IOException("no answer within " + LONGEST_SILENCE.toSeconds() + " s", exception);
    } finally {
      // Of no effect on an answer that has come.
      asked.cancel(true);
    }
  }

  private static HttpClient client(NodeAccess access) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A node is asked directly: a proxy meant for the Internet does not know it.
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT_TIMEOUT);
    access.applyTo(client);
    return client.build();
  }

  private static Refused refused(HttpResponse<InputStream> response, NodeAccess access)
      throws IOException {
    int httpStatus = response.statusCode();
    try (InputStream body = response.body()) {
      String detail =
          httpStatus == 401 || httpStatus == 403
              ? NodeClient.problem(body.readNBytes(LONGEST_PROBLEM_BYTES)).path("detail").asText("")
              : "";
      return new Refused(
          httpStatus,
          (detail.isEmpty() ? "HTTP " + httpStatus + " and no events" : detail)
              + (httpStatus == 401 ? access.wayOut() : ""));
    }
  }

  private static String reason(@Nullable Throwable failure) {
    if (failure instanceof java.net.http.HttpConnectTimeoutException) {
      return "no connection within " + CONNECT_TIMEOUT.toMillis() + " ms";
    }
    if (failure instanceof java.net.ConnectException) {
      return failure.getCause() instanceof java.nio.channels.UnresolvedAddressException
          ? "unknown host"
          : "connection refused";
    }
    if (failure instanceof SSLException) {
      return NodeClient.untrusted(failure);
    }
    return failure == null || failure.getMessage() == null
        ? String.valueOf(failure)
        : failure.getMessage();
  }

  /**
   * Waits for the next event.
   *
   * @return null at the end of the stream
   * @throws IOException if the stream broke
   */
  public @Nullable ServerEvent next() throws IOException {
    String name = "message";
    String id = "";
    StringBuilder data = new StringBuilder();
    String line;
    while ((line = readLine()) != null) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          return new ServerEvent(name, id, data.substring(1));
        }
        name = "message";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
      switch (field) {
        case "event" -> name = value;
        case "id" -> id = value;
        case "data" -> data.append('\n').append(value);
        default -> {
          // A comment, or a field that is of no interest here.
        }
      }
    }
    return null;
  }

  private @Nullable String readLine() throws IOException {
    try {
      String line = lines.readLine();
      heardNanos = System.nanoTime();
      return line;
    } catch (IOException exception) {
      String reason =
          silent
              ? "nothing heard for " + LONGEST_SILENCE.toSeconds() + " s"
              : "the connection broke";
      throw new IOException(reason, exception);
    }
  }

  private void watchForSilence() {
    NEXT_LOOK.execute(
        () -> {
          if (closed) {
            return;
          }
          if (System.nanoTime() - heardNanos > LONGEST_SILENCE.toNanos()) {
            silent = true;
            close();
          } else {
            watchForSilence();
          }
        });
  }

  /** Breaks the connection off. */
  @Override
  public void close() {
    closed = true;
    try {
      body.close();
    } catch (IOException exception) {
      // It is of no use any more, closed or not.
    }
  }
}
