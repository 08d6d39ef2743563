package io.election.cli.doctor;

import io.election.cli.NodeStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether somebody leads, everybody may, and all run one version. */
final class LeaderCheck {

  private LeaderCheck() {}

  static List<Finding> of(List<ExaminedNode> nodes) {
    List<Finding> findings = new ArrayList<>();
    findings.add(leader(nodes));
    for (ExaminedNode node : nodes) {
      if (node.status().paused()) {
        findings.add(
            Finding.warn(
                "leader",
                "%s is paused and does not stand for election; election resume --url %s"
                    .formatted(node.name(), node.url())));
      }
    }
    findings.add(version(nodes));
    return findings;
  }

  private static Finding leader(List<ExaminedNode> nodes) {
    return nodes.stream()
        .map(ExaminedNode::status)
        .filter(NodeStatus::isLeader)
        .max(Comparator.comparingLong(NodeStatus::term))
        .map(
            leader ->
                Finding.ok(
                    "leader", "node %d leads in term %d".formatted(leader.nodeId(), leader.term())))
        .orElseGet(
            () ->
                Finding.fail(
                    "leader",
                    "nobody leads; a majority has to answer, hear each other and not be paused"));
  }

  private static Finding version(List<ExaminedNode> nodes) {
    TreeMap<String, String> namesByVersion =
        nodes.stream()
            .collect(
                Collectors.groupingBy(
                    node -> Objects.toString(node.status().version(), "?"),
                    TreeMap::new,
                    Collectors.mapping(ExaminedNode::name, Collectors.joining(", "))));
    if (namesByVersion.size() == 1) {
      return Finding.ok("version", "all nodes run " + namesByVersion.firstKey());
    }
    String versions =
        namesByVersion.entrySet().stream()
            .map(each -> each.getValue() + " on " + each.getKey())
            .collect(Collectors.joining(", "));
    return Finding.warn(
        "version", versions + "; fine while you upgrade, but bring them to one version");
  }
}
