package io.election.cli.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.engine.Timings;
import io.election.simulator.study.CalmStudy;
import io.election.simulator.study.Conditions;
import io.election.simulator.study.Failover;
import io.election.simulator.study.FailoverStudy;
import io.election.simulator.study.Sample;

/** An expectation as one JSON object; times are milliseconds. */
final class ExpectationJson {

  private ExpectationJson() {}

  static String of(Expectation expectation) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode().put("seed", expectation.seed());
    conditions(root.putObject("conditions"), expectation.conditions());
    timings(root.putObject("timings"), expectation.timings());
    failover(root.putObject("failover"), expectation.failover());
    Expectation.Stability stability = expectation.stability();
    if (stability != null) {
      calm(root.putObject("falseElections"), stability.calm());
      if (stability.advice().isPresent()) {
        ObjectNode advice = root.putObject("recommendation");
        timings(advice.putObject("timings"), stability.advice().get().timings());
        failover(advice.putObject("failover"), stability.advice().get().failover());
        calm(advice.putObject("falseElections"), stability.advice().get().calm());
      } else {
        root.putNull("recommendation");
      }
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void conditions(ObjectNode node, Conditions conditions) {
    node.put("nodes", conditions.nodes())
        .put("longestRoundTripMs", conditions.roundTrips().longestNanos() / 1e6)
        .put("loss", conditions.loss())
        .put("late", conditions.late())
        .put("diskMs", conditions.disk().toNanos() / 1e6)
        .put("longestPauseMs", conditions.longestPause().toNanos() / 1e6);
  }

  private static void timings(ObjectNode node, Timings timings) {
    node.put("heartbeatIntervalMs", timings.heartbeatInterval().toNanos() / 1e6)
        .put("timeoutMinMs", timings.timeoutMin().toNanos() / 1e6)
        .put("timeoutMaxMs", timings.timeoutMax().toNanos() / 1e6)
        .put("maxClockDrift", timings.maxClockDrift());
  }

  private static void failover(ObjectNode node, FailoverStudy.Result failover) {
    Sample total = Sample.of(failover.failovers(), Failover::totalNanos);
    node.put("crashes", total.size())
        .put("withoutLeader", failover.withoutLeader())
        .put("medianMs", total.medianMillis())
        .put("p90Ms", total.quantileMillis(0.9))
        .put("p99Ms", total.quantileMillis(0.99))
        .put("worstMs", total.worstMillis())
        .put("secondRounds", failover.secondRounds())
        .put("splitVotes", failover.splitVotes());
  }

  private static void calm(ObjectNode node, CalmStudy.Result calm) {
    node.put("seen", calm.changes())
        .put("watchedHours", calm.watched().toMinutes() / 60.0)
        .put("perDay", calm.perDay());
  }
}
