package io.election.transport.rest.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * An error answer (RFC 9457).
 *
 * @param status the HTTP status
 * @param detail one line for people that names the culprit and, if there is one, the way out
 */
public record Problem(int status, String detail) {

  /** The media type of every error answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The same as a value. */
  public static final MediaType MEDIA_TYPE_VALUE = MediaType.valueOf(MEDIA_TYPE);

  /** The detail of a 413. */
  public static final String BODY_TOO_LARGE =
      "the body is longer than " + Json.MAX_BYTES + " bytes (64 KiB)";

  /** What a bare HTTP status has to say. */
  public static Problem ofStatus(int status) {
    return new Problem(
        status,
        switch (status) {
          case 404 -> "there is nothing at this path";
          case 405 -> "this path does not take this method; the header Allow lists those it takes";
          case 406 -> "this path answers with application/json, which Accept does not allow";
          case 413 -> BODY_TOO_LARGE;
          case 415 -> "the body must come with Content-Type: application/json";
          default -> "the request could not be served";
        });
  }

  /** The HTTP phrase of the status. */
  public String title() {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  /** As JSON; members that extend it may be put after these. */
  public ObjectNode toJson() {
    return Json.object().put("status", status).put("title", title()).put("detail", detail);
  }
}
