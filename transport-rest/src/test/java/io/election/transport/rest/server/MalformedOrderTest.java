package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.election.api.HandOverResult.HandedOver;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person gets wrong changes nothing, and is named (contract §3). */
@QuarkusTest
class MalformedOrderTest {

  private static final String TRANSFER = "/election/transfer";

  private static final List<String> PATHS =
      List.of(TRANSFER, "/election/resign", "/election/pause", "/election/resume");

  @Inject RecordingControl control;

  @BeforeEach
  void reset() {
    control.answerWith(new HandedOver(3, 9));
  }

  @AfterEach
  void nothingWasWishedFor() {
    assertThat(control.wishes()).isEmpty();
  }

  static Stream<Arguments> wrongBodies() {
    String deep = "[".repeat(100) + "]".repeat(100);
    return PATHS.stream()
        .flatMap(
            path ->
                Stream.of(
                    arguments(path, " ", "the body is empty; it must be a JSON object"),
                    arguments(path, "{", "the body is not valid JSON: line 1, column 2"),
                    arguments(path, "null", "the body must be a JSON object"),
                    arguments(path, "[]", "the body must be a JSON object"),
                    arguments(path, "3", "the body must be a JSON object"),
                    arguments(path, "{}{}", "the body must end after the JSON object"),
                    arguments(path, "{\"x\":1,\"x\":1}", "\"x\" stands there twice"),
                    arguments(
                        path,
                        "{\"x\":" + deep + "}",
                        "the body nests deeper than 32 levels, or a name, string or number in it is too long")));
  }

  static Stream<Arguments> unknownFields() {
    return Stream.concat(
        PATHS.stream()
            .filter(path -> !path.equals(TRANSFER))
            .map(
                path ->
                    arguments(
                        path,
                        "{\"to\":3}",
                        "\"to\" is not known here; this request has no fields")),
        Stream.of("{\"To\":3}", "{\"to\":3,\"To\":3}")
            .map(
                body ->
                    arguments(TRANSFER, body, "\"To\" is not known here; there is only \"to\"")));
  }

  /** Found by fuzzing: a stranger's control characters would have come out on a terminal. */
  static Stream<Arguments> strangeNames() {
    return Stream.of(
        arguments(
            TRANSFER,
            "{\"t\\u001b[2J\":3}",
            "a field of a strange name is not known here; there is only \"to\""),
        arguments(
            TRANSFER, "{\"a\\n\":3,\"a\\n\":3}", "a field of a strange name stands there twice"));
  }

  static Stream<Arguments> wrongTargets() {
    return Stream.of(
            "0",
            "-1",
            "2147483648",
            "3.0",
            "3e0",
            "\"3\"",
            "null",
            "true",
            "[3]",
            "{}",
            "9".repeat(500))
        .map(
            target ->
                arguments(
                    TRANSFER,
                    "{\"to\":" + target + "}",
                    "\"to\" must be a whole number from 1 to 2147483647"));
  }

  @ParameterizedTest
  @MethodSource({"wrongBodies", "unknownFields", "wrongTargets", "strangeNames"})
  void isRefusedByName(String path, String body, String detail) {
    given()
        .contentType("application/json")
        .body(body)
        .post(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(
            equalTo(
                "{\"status\":400,\"title\":\"Bad Request\",\"detail\":\"%s\"}"
                    .formatted(detail.replace("\"", "\\\""))));
  }

  static Stream<Arguments> wrongTypes() {
    return PATHS.stream()
        .flatMap(
            path ->
                Stream.of(
                    arguments(path, "text/plain", "{}"),
                    arguments(path, "application/x-www-form-urlencoded", "{}"),
                    arguments(path, "multipart/form-data; boundary=b", "--b--"),
                    arguments(path, "application/json-patch+json", "{}"),
                    arguments(path, "*/*", "{}"),
                    arguments(path, "application/*", "{}"),
                    arguments(path, "nonsense", "{}")));
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void anotherMediaTypeIsUnsupported(String path, String type, String body) throws Exception {
    assertThat(RawRequests.post(path, type, body)).startsWith("HTTP/1.1 415 ");
  }

  static List<String> paths() {
    return PATHS;
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aBodyOfNoTypeIsUnsupported(String path) throws Exception {
    assertThat(RawRequests.post(path, null, "{}"))
        .startsWith("HTTP/1.1 415 ")
        .contains("Content-Type: application/problem+json");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aBodyOver64KiBIsTooLarge(String path) {
    given()
        .contentType("application/json")
        .body("{}" + " ".repeat(64 * 1024 - 1))
        .post(path)
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("status", equalTo(413));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void anotherMethodIsNotAllowed(String path) {
    for (String method : List.of("GET", "PUT", "DELETE")) {
      given()
          .request(method, path)
          .then()
          .statusCode(405)
          .contentType("application/problem+json")
          .body("status", equalTo(405));
    }
  }
}
