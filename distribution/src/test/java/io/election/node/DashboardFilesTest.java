package io.election.node;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a node serves the dashboard's files. */
@QuarkusTest
@TestProfile(NodeHttpTest.ClusterOfOne.class)
class DashboardFilesTest {

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/index.html, text/html",
    "/dashboard/main.js, text/javascript",
    "/dashboard/theme.css, text/css",
    "/dashboard/icon.svg, image/svg+xml"
  })
  void anUpgradedNodeIsNotShownByThePageBefore(String path, String mediaType) {
    when()
        .get(path)
        .then()
        .statusCode(200)
        .contentType(startsWith(mediaType))
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff");
  }

  @ParameterizedTest
  @CsvSource({"/", "/dashboard/main.js"})
  void runsNoScriptButItsOwnAndStandsInNoOtherPage(String path) {
    when()
        .get(path)
        .then()
        .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
  }

  @Test
  void asksForNothingFromElsewhere() {
    String page = when().get("/").then().extract().asString();

    assertThat(page).contains("dashboard/main.js").doesNotContain("http:").doesNotContain("https:");
  }

  @Test
  void onlyThePageIsGuardedSo() {
    given().get("/election").then().header("Content-Security-Policy", (String) null);
  }
}
