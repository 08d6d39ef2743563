package io.election.node;

import static io.election.node.DocumentedExchange.fromAnotherPage;
import static io.election.node.DocumentedExchange.json;
import static io.election.node.DocumentedExchange.of;
import static io.election.node.DocumentedExchange.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.election.api.Election;
import io.election.transport.rest.server.ElectionResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds {@code /q/openapi} against a node that leads a cluster of its own, and against the code.
 * {@link OpenApiOfAFollowerTest} does the same with one that does not lead, and {@link
 * OpenApiOfAGuardedNodeTest} with one that wants to know who asks.
 */
@QuarkusTest
@TestProfile(NodeHttpTest.ClusterOfOne.class)
@Timeout(60)
class OpenApiOfALeaderTest {

  /** Answers that these two nodes cannot be brought to give; each has a test of its own. */
  private static final Set<String> NOT_PROVOKED =
      Set.of(
          "POST /election/transfer 200",
          "POST /election/resign 200",
          "GET /election/events 503",
          "GET /election/work 503",
          "GET /q/health/live 503",
          "GET /q/health/ready 503",
          "GET /q/health/started 503",
          "POST /raft/v1/request-vote 503",
          "POST /raft/v1/append-entries 503",
          "POST /raft/v1/timeout-now 503");

  /** Answers without an end; read by a test below. */
  private static final Set<String> STREAMS =
      Set.of("GET /election/events 200", "GET /election/work 200");

  @Inject Election election;

  @BeforeEach
  void leads() {
    Awaitility.await().until(election::isLeader);
  }

  static List<DocumentedExchange> exchanges() {
    String large = "{}" + " ".repeat(65_536);
    Stream<DocumentedExchange> orders =
        Stream.of("transfer", "resign", "pause", "resume")
            .map(order -> "/election/" + order)
            .flatMap(
                path ->
                    Stream.of(
                        json(path, 400, "{\"too\":3}"),
                        fromAnotherPage("POST", path),
                        json(path, 413, large),
                        text(path)));
    Stream<DocumentedExchange> fromOtherPages =
        Stream.of(
            fromAnotherPage("GET", "/election"),
            fromAnotherPage("GET", "/election/history"),
            fromAnotherPage("GET", "/election/events"),
            fromAnotherPage("GET", "/election/work"));
    Stream<DocumentedExchange> roles =
        Stream.of("GET", "HEAD", "OPTIONS")
            .flatMap(
                method ->
                    Stream.of(
                        of(method, "/leader", 200),
                        of(method, "/follower", 503),
                        fromAnotherPage(method, "/leader"),
                        fromAnotherPage(method, "/follower")));
    Stream<DocumentedExchange> others =
        Stream.of(
            of("GET", "/election", 200),
            of("GET", "/election/history", 200),
            json("/election/transfer", 404, "{\"to\":9}"),
            json("/election/transfer", 504, "{}"),
            of("POST", "/election/resign", 504),
            of("POST", "/election/pause", 200),
            of("POST", "/election/resume", 200),
            of("GET", "/q/health/live", 200),
            of("GET", "/q/health/ready", 200),
            of("GET", "/q/health/started", 200),
            of("GET", "/q/metrics", 200));
    return Stream.of(orders, fromOtherPages, roles, others).flatMap(some -> some).toList();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void whatIsAnsweredIsWhatIsDocumented(DocumentedExchange exchange) {
    exchange.check(OpenApiDocument.read());
  }

  @Test
  void whatIsDocumentedIsAnswered() {
    Set<String> answered =
        Stream.of(
                exchanges(),
                OpenApiOfAFollowerTest.exchanges(),
                OpenApiOfAGuardedNodeTest.exchanges())
            .flatMap(List::stream)
            .map(DocumentedExchange::answer)
            .collect(Collectors.toCollection(TreeSet::new));
    answered.addAll(NOT_PROVOKED);
    answered.addAll(STREAMS);
    assertThat(OpenApiDocument.read().answers()).containsExactlyInAnyOrderElementsOf(answered);
  }

  /** Whoever adds an endpoint is told by this test to document it. */
  @Test
  void everyResourceIsDocumented() {
    Set<String> inCode = new HashSet<>();
    for (JavaClass type : new ClassFileImporter().importPackagesOf(ElectionResource.class)) {
      if (type.isAnnotatedWith(Path.class)) {
        for (JavaMethod method : type.getMethods()) {
          for (JavaAnnotation<JavaMethod> annotation : method.getAnnotations()) {
            if (annotation.getRawType().isAnnotatedWith(HttpMethod.class)) {
              inCode.add(annotation.getRawType().getSimpleName() + " " + path(type, method));
            }
          }
        }
      }
    }
    assertThat(inCode).hasSizeGreaterThan(10);
    assertThat(OpenApiDocument.read().operations()).containsAll(inCode);
  }

  private static String path(JavaClass type, JavaMethod method) {
    String base = type.getAnnotationOfType(Path.class).value();
    String rest = method.tryGetAnnotationOfType(Path.class).map(path -> path.value()).orElse("");
    return (base.equals("/") ? "" : base) + rest;
  }

  @Test
  void everyExampleIsWhatItsSchemaSays() {
    OpenApiDocument document = OpenApiDocument.read();
    List<OpenApiDocument.Example> examples = document.examples();
    assertThat(examples).hasSizeGreaterThan(20);
    assertThat(examples)
        .allSatisfy(
            example ->
                assertThat(document.violations(example.value(), example.schema())).isEmpty());
  }

  @Test
  void theEventsAreAsDocumented() throws IOException {
    OpenApiDocument document = OpenApiDocument.read();
    JsonNode names = document.schema("HistoryEntry").path("properties").path("event").path("enum");
    try (BufferedReader stream = open("/election/events")) {
      assertThat(stream.readLine()).startsWith("retry: ");
      assertThat(stream.readLine()).isEmpty();
      for (String event : List.of("leader-changed", "leadership-acquired")) {
        assertThat(stream.readLine()).matches("id: 1\\.\\d+");
        assertThat(stream.readLine()).isEqualTo("event: " + event);
        assertThat(names).map(JsonNode::textValue).contains(event);
        JsonNode data = OpenApiDocument.parse(stream.readLine().substring("data: ".length()));
        assertThat(document.violations(data, document.schema("Event"))).isEmpty();
        assertThat(stream.readLine()).isEmpty();
      }
    }
  }

  @Test
  void theStartOfAProgramIsAsDocumented() throws IOException {
    try (BufferedReader stream = open("/election/work")) {
      assertThat(stream.readLine()).isEqualTo(":");
      assertThat(stream.readLine()).isEmpty();
      assertThat(stream.readLine()).isEqualTo("event: start");
      assertThat(stream.readLine())
          .isEqualTo("data: {\"term\":1,\"nodeId\":1,\"leaderAddress\":\"127.0.0.1:7101\"}");
    }
  }

  private static BufferedReader open(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://localhost:" + RestAssured.port + path).toURL().openConnection();
    connection.setReadTimeout(30_000);
    return new BufferedReader(
        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
  }
}
