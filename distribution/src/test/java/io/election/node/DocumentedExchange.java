package io.election.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, and the answer that is documented for it.
 *
 * @param origin of the page that asks; null if no page does
 * @param body null for none
 */
record DocumentedExchange(
    String method,
    String path,
    int status,
    @Nullable String origin,
    @Nullable String contentType,
    @Nullable String body) {

  private static final RestAssuredConfig NOTHING_ADDED =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false));

  static DocumentedExchange of(String method, String path, int status) {
    return new DocumentedExchange(method, path, status, null, null, null);
  }

  static DocumentedExchange fromAnotherPage(String method, String path) {
    return new DocumentedExchange(method, path, 403, "https://example.com", null, null);
  }

  static DocumentedExchange json(String path, int status, String body) {
    return new DocumentedExchange("POST", path, status, null, "application/json", body);
  }

  static DocumentedExchange text(String path) {
    return new DocumentedExchange("POST", path, 415, null, "text/plain", "{}");
  }

  /** As METHOD PATH STATUS. */
  String answer() {
    return method + " " + path + " " + status;
  }

  /** Asks, and holds the answer against the document. */
  void check(OpenApiDocument document) {
    RequestSpecification request = RestAssured.given().config(NOTHING_ADDED);
    if (origin != null) {
      request.header("Origin", origin);
    }
    if (contentType != null) {
      request.contentType(contentType);
    }
    if (body != null) {
      request.body(body);
    }
    Response response = request.request(method, path);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    Map<String, JsonNode> content = document.content(method, path, status);
    if (content.isEmpty()) {
      assertThat(response.asByteArray()).isEmpty();
      return;
    }
    String mediaType = response.contentType().split(";")[0];
    assertThat(content).containsKey(mediaType);
    if (mediaType.endsWith("json")) {
      JsonNode answer = OpenApiDocument.parse(response.asString());
      assertThat(document.violations(answer, content.get(mediaType))).isEmpty();
    }
  }

  @Override
  public String toString() {
    return answer();
  }
}
