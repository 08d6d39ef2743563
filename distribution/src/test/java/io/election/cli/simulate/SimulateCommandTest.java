package io.election.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.election.cli.Ran;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class SimulateCommandTest {

  @TempDir private Path directory;

  @Test
  void failoverIsToldInNumbersAndBars() {
    Ran ran = simulate("--nodes 3 --trials 30 --calm-hours 0");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("3 nodes, round trip 2.0 ms, loss 0 %, late 0.1 %, disk 5 ms")
        .contains("heartbeat 100 ms, timeout 500 ms to 1000 ms, clock drift 5 %; seed 1")
        .containsPattern("median \\d+ ms, p90 \\d+ ms, p99 \\d+ ms, worst \\d+ ms")
        .contains("#####")
        .doesNotContain("False elections", "Recommended");
  }

  @Test
  void oneSeedGivesOneAnswerAndAnotherAnother() {
    Ran ran = simulate("--trials 10 --calm-hours 0");

    assertThat(simulate("--trials 10 --calm-hours 0 --seed 1").out()).isEqualTo(ran.out());
    assertThat(simulate("--trials 10 --calm-hours 0 --seed 11").out()).isNotEqualTo(ran.out());
  }

  @Test
  void timingsAreRecommendedInTheWordsOfTheConfiguration() {
    Ran ran = simulate("--nodes 3 --trials 10 --calm-hours 1 --rtt 100ms --pause 0ms --late 0");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("False elections, with nothing crashed: none in 1 h")
        .containsPattern("election\\.heartbeat-interval=\\d+ms")
        .contains("election.timeout.min=300ms")
        .containsPattern("election\\.timeout\\.max=\\d+ms")
        .contains("Why: no shorter timeout.min fits the round trips and the disk");
  }

  @Test
  void jsonHasTheSameNumbers() throws Exception {
    Ran ran =
        simulate("--nodes 3 --trials 10 --calm-hours 1 --rtt 100ms --pause 0ms --late 0 --json");

    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertThat(json.at("/seed").asLong()).isEqualTo(1);
    assertThat(json.at("/conditions/longestRoundTripMs").asDouble()).isEqualTo(100);
    assertThat(json.at("/timings/timeoutMinMs").asDouble()).isEqualTo(500);
    assertThat(json.at("/failover/crashes").asInt()).isEqualTo(10);
    assertThat(json.at("/failover/medianMs").asDouble()).isBetween(400.0, 1500.0);
    assertThat(json.at("/falseElections/seen").asInt()).isZero();
    assertThat(json.at("/falseElections/watchedHours").asDouble()).isEqualTo(1);
    assertThat(json.at("/recommendation/timings/timeoutMinMs").asDouble()).isEqualTo(300);
  }

  @Test
  void aPictureIsDrawn() throws Exception {
    Path picture = directory.resolve("failover.svg");

    Ran ran = simulate("--trials 10 --calm-hours 0 --out " + picture);

    assertThat(ran.exitCode()).isZero();
    Document svg = parse(picture);
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(1);
  }

  @Test
  void regionsComeFromATableAndNodesAreDealtOutToThemInTurn() throws Exception {
    Path table = table(",here,there", "here,1,80", "there,80ms,2");

    Ran ran = simulate("--nodes 3 --trials 5 --calm-hours 0 --rtt-matrix " + table);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("round trip up to 80.0 ms (1 here, 2 there, 3 here)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",here,there;here,1,80               | 2 regions in the header, but 1 rows",
        ",here,there;there,1,80;here,80,1    | :2: the row of here is wanted here, not of there",
        ",here,there;here,1,80;there,80      | :3: 2 round trips are wanted, not 1",
        ",here,there;here,1,80;there,80,fast | :3: 'fast' is not a round trip like 80",
        ",here,here;here,1,80;here,80,1      | :1: each region needs a name of its own",
        "# nothing                           | no table of regions in it"
      })
  void aTableThatIsWrongIsToldWithItsLine(String lines, String complaint) throws Exception {
    Path table = table(lines.strip().split(";"));

    Ran ran = simulate("--rtt-matrix " + table);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err().lines()).singleElement().asString().contains(table.toString(), complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nodes 1",
        "--nodes 16",
        "--rtt 2",
        "--rtt -1ms",
        "--rtt 1e3ms",
        "--rtt 25000000m",
        "--rtt-matrix /nowhere/to/be/found",
        "--rtt 1ms --rtt-matrix x",
        "--loss 101%",
        "--loss NaN",
        "--disk fast",
        "--heartbeat-interval 200ms",
        "--timeout-min 2s",
        "--max-clock-drift 0.5",
        "--trials 0",
        "--calm-hours -1",
        "--false-elections -1",
        "--false-elections NaN",
        "--seed -1",
        "--out picture.png",
        "--out /nowhere/picture.svg",
        "figure-16 --trials 0",
        "figure-16 --out picture.png",
        "soak --elections 0",
        "soak --threads 0",
        "soak --from-seed -1",
        "seed",
        "seed x",
        "seed 1 --trace-lines 0",
        "figure-17"
      })
  void wrongUsageIsOneLineThatNamesTheWayOut(String arguments) {
    Ran ran = simulate(arguments);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .singleElement()
        .asString()
        .startsWith("election: ")
        .containsPattern("see election (help simulate|simulate [a-z0-9-]+ --help)$");
  }

  @Test
  void whereNobodyCanLeadOneLineSaysSo() {
    Ran ran = simulate("--loss 100% --trials 2");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines().filter(line -> line.startsWith("election: ")))
        .singleElement()
        .asString()
        .startsWith("election: nobody led in any trial");
  }

  @Test
  void aRoundTripThatDoesNotFitACallIsPointedOut() {
    assertThat(simulate("--rtt 300ms --trials 3 --calm-hours 0").out())
        .contains("caution: calls between far nodes may take longer than election.rpc-timeout");
    assertThat(simulate("--rtt 100ms --trials 3 --calm-hours 0").out()).doesNotContain("caution");
  }

  @Test
  void figure16IsATableAndAPicture() throws Exception {
    Path picture = directory.resolve("figure.svg");

    Ran ran = simulate("figure-16 --trials 2 --out " + picture);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("5 servers, round trip 5 ms and disk write 10 ms")
        .contains("2 crashes a setting, seed 1.");
    assertThat(ran.out().lines())
        .filteredOn(line -> line.matches("\\d+-\\d+ ms +[\\d.]+ m?s .* %"))
        .hasSize(11);
    assertThat(parse(picture).getElementsByTagName("polyline").getLength()).isEqualTo(22);
  }

  @Test
  void aSoakEndsWithWhatWasDoneWhateverTheNumberOfThreads() {
    Ran ran = simulate("soak --elections 200 --threads 1");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .containsPattern("\\d+ trials: \\d+ elections in [\\d.]+ simulated days, no violation")
        .containsPattern("seeds 1 to \\d+, fingerprint [0-9a-f]{16}");
    assertThat(simulate("soak --elections 200 --threads 2").out()).isEqualTo(ran.out());
    assertThat(simulate("soak --elections 200 --from-seed 1000").out()).isNotEqualTo(ran.out());
  }

  @Test
  void aSeedIsReplayedWithItsTrace() {
    Ran ran = simulate("seed 7 --trace-lines 5");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out().lines()).hasSize(6);
    assertThat(ran.out().lines().limit(5)).allMatch(line -> line.matches(" *\\d+\\.\\d{6} s  .*"));
    assertThat(ran.out().lines().skip(5))
        .singleElement()
        .asString()
        .matches("seed 7: everything held, \\d+ elections, fingerprint [0-9a-f]{16}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"figure-16", "soak", "seed"})
  void everyPartHasItsHelp(String part) {
    assertThat(simulate(part + " --help").out()).startsWith("Usage: election simulate " + part);
  }

  private Path table(String... lines) throws Exception {
    return Files.write(directory.resolve("regions.csv"), List.of(lines));
  }

  private static Document parse(Path svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(Files.readAllBytes(svg)));
  }

  private static Ran simulate(String arguments) {
    List<String> all = new ArrayList<>(List.of("simulate"));
    all.addAll(List.of(arguments.split(" +")));
    return Ran.election(all.toArray(String[]::new));
  }
}
