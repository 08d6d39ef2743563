package io.election.cli.doctor;

import io.election.cli.NodeStatus.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether all nodes are of one cluster, know the same members, and reach each other. */
final class MembershipCheck {

  private MembershipCheck() {}

  static List<Finding> of(Examination examination) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(answers(examination));
    findings.addAll(impediments(examination.nodes()));
    findings.addAll(ids(examination.nodes()));
    findings.add(
        alike(
            "cluster",
            examination.nodes(),
            node -> Objects.toString(node.status().clusterId(), "?"),
            "all nodes are of cluster %s",
            "they refuse each other; give all the same election.cluster-id"));
    findings.add(members(examination.nodes()));
    findings.addAll(reach(examination.nodes()));
    return findings;
  }

  private static List<Finding> answers(Examination examination) {
    List<Finding> findings = new ArrayList<>();
    int members = membersOf(examination.nodes().get(0)).size();
    long answer = examination.nodes().stream().map(ExaminedNode::id).distinct().count();
    String count = answer + " of " + members + " members answer";
    if (answer >= members) {
      findings.add(Finding.ok("nodes", count));
    } else if (answer > members / 2) {
      findings.add(Finding.warn("nodes", count + "; start the others"));
    } else {
      findings.add(Finding.fail("nodes", count + ", which is no majority; start the others"));
    }
    examination
        .silent()
        .forEach((url, reason) -> findings.add(Finding.warn("nodes", url + ": " + reason)));
    if (members % 2 == 0) {
      findings.add(
          Finding.warn(
              "nodes",
              "%d members survive the loss of no more than %d do; leave one out or add one"
                  .formatted(members, members - 1)));
    }
    return findings;
  }

  private static List<Finding> impediments(List<ExaminedNode> nodes) {
    return nodes.stream()
        .filter(node -> node.status().impediment() != null)
        .map(
            node ->
                Finding.fail(
                    "nodes",
                    "%s takes no part in elections: %s"
                        .formatted(node.name(), node.status().impediment().detail())))
        .toList();
  }

  private static List<Finding> ids(List<ExaminedNode> nodes) {
    Map<Integer, List<ExaminedNode>> byId =
        nodes.stream()
            .collect(Collectors.groupingBy(ExaminedNode::id, TreeMap::new, Collectors.toList()));
    return byId.values().stream()
        .filter(same -> same.size() > 1)
        .map(
            same ->
                Finding.warn(
                    "nodes",
                    "%s answers at %s; unless these are two names of one machine, two processes"
                            .formatted(same.get(0).name(), urls(same))
                        + " claim one id, and one has to be stopped"))
        .toList();
  }

  private static String urls(List<ExaminedNode> nodes) {
    return nodes.stream().map(node -> node.url().toString()).collect(Collectors.joining(" and "));
  }

  private static Finding members(List<ExaminedNode> nodes) {
    return alike(
        "members",
        nodes,
        node ->
            membersOf(node).entrySet().stream()
                .map(member -> member.getKey() + "=" + member.getValue())
                .collect(Collectors.joining(", ")),
        "all nodes know the members %s",
        "nodes that list different ids elect nobody; give all the same election.members, and empty"
            + " the data directory of a node that keeps another list");
  }

  /** One finding on something that has to be the same everywhere. */
  private static Finding alike(
      String topic,
      List<ExaminedNode> nodes,
      Function<ExaminedNode, String> property,
      String fine,
      String wayOut) {
    Map<String, String> namesByValue =
        nodes.stream()
            .collect(
                Collectors.groupingBy(
                    property,
                    TreeMap::new,
                    Collectors.mapping(ExaminedNode::name, Collectors.joining(", "))));
    if (namesByValue.size() == 1) {
      return Finding.ok(topic, fine.formatted(namesByValue.keySet().iterator().next()));
    }
    String differing =
        namesByValue.entrySet().stream()
            .map(each -> each.getValue() + " says " + each.getKey())
            .collect(Collectors.joining(", but "));
    return Finding.fail(topic, differing + "; " + wayOut);
  }

  private static Map<Integer, String> membersOf(ExaminedNode node) {
    Map<Integer, String> members = new TreeMap<>();
    for (Member member : node.status().members()) {
      members.put(member.id(), Objects.toString(member.address(), "?"));
    }
    return members;
  }

  private static List<Finding> reach(List<ExaminedNode> nodes) {
    Set<Integer> answering = nodes.stream().map(ExaminedNode::id).collect(Collectors.toSet());
    List<Finding> cut = new ArrayList<>();
    for (ExaminedNode node : nodes) {
      String unheard =
          node.status().members().stream()
              .filter(member -> !member.reachable() && answering.contains(member.id()))
              .map(member -> "node " + member.id() + " at " + member.address())
              .collect(Collectors.joining(", "));
      if (!unheard.isEmpty()) {
        cut.add(
            Finding.warn(
                "network",
                node.name()
                    + " does not hear "
                    + unheard
                    + ", although it answers here; look at the network and firewalls between them"));
      }
    }
    return cut.isEmpty()
        ? List.of(Finding.ok("network", "all nodes that answer hear each other"))
        : cut;
  }
}
