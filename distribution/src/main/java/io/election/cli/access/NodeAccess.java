package io.election.cli.access;

import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * As whom nodes are asked, and which of them are trusted. Holds secrets: it is never printed, and
 * has no text form that holds any of them.
 */
public final class NodeAccess {

  /** As nobody; of nodes with https those are trusted that Java trusts. */
  public static final NodeAccess ANONYMOUS = new NodeAccess(null, null);

  private static final String HEADER = "Authorization";

  private final @Nullable String authorization;
  private final @Nullable SSLContext tls;

  /** One for all: a connection that is kept open is known by it. */
  private final @Nullable SSLSocketFactory sockets;

  /**
   * @param authorization the header of every request; null for none
   * @param tls for https; null for what Java has
   */
  NodeAccess(@Nullable String authorization, @Nullable SSLContext tls) {
    this.authorization = authorization;
    this.tls = tls;
    this.sockets = tls == null ? null : tls.getSocketFactory();
  }

  /** Prepares a connection that is not open yet. */
  public void applyTo(HttpURLConnection connection) {
    if (authorization != null) {
      connection.setRequestProperty(HEADER, authorization);
    }
    if (sockets != null && connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(sockets);
    }
  }

  /**
   * Prepares a client for requests that are prepared with {@link #applyTo(HttpRequest.Builder)}.
   */
  public void applyTo(HttpClient.Builder client) {
    if (tls != null) {
      client.sslContext(tls);
    }
  }

  public void applyTo(HttpRequest.Builder request) {
    if (authorization != null) {
      request.header(HEADER, authorization);
    }
  }

  /** Whether each request carries something by which whoever gets it could log in elsewhere. */
  public boolean carriesLogin() {
    return authorization != null;
  }

  /** What a person may do about a 401, to follow what the node said. */
  public String wayOut() {
    return authorization == null
        ? "; log in with --user NAME, --token-file FILE or --certificate FILE"
        : "";
  }

  /** Says who asks in no more than a word. */
  @Override
  public String toString() {
    return authorization == null ? "anonymous" : "logged in";
  }
}
