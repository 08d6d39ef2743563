package io.election.cli.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.cli.NodeAnswer.Done;
import picocli.CommandLine.Option;

/** How it is told who leads after a hand-over. */
final class HandOverReport {

  @Option(names = "--json", description = "Print one JSON object instead of a sentence.")
  private boolean asJson;

  String of(Done done) {
    return asJson
        ? withUrl(done).toString()
        : "node %d leads in term %d"
            .formatted(done.json().path("leaderId").asInt(), done.json().path("term").asLong());
  }

  private static ObjectNode withUrl(Done done) {
    ObjectNode json = new ObjectMapper().createObjectNode().put("url", done.url().toString());
    json.setAll(done.json());
    return json;
  }
}
