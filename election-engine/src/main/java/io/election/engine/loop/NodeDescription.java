package io.election.engine.loop;

import io.election.api.transport.Member;
import io.election.engine.Timings;
import java.util.Comparator;
import java.util.List;

/**
 * Which node this is, among whom.
 *
 * @param clusterId the cluster; messages of another are refused
 * @param nodeId this node, one of the members
 * @param members every voting member, by ascending id
 * @param timings the timings of the election
 * @param priority how much this node is preferred as a leader, from 0, which never leads, to 100
 * @param storage the name of the store, to be shown
 */
public record NodeDescription(
    String clusterId,
    int nodeId,
    List<Member> members,
    Timings timings,
    int priority,
    String storage) {

  public NodeDescription {
    members = members.stream().sorted(Comparator.comparingInt(Member::id)).toList();
  }

  /**
   * The member with this id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Member member(int id) {
    return members.stream()
        .filter(member -> member.id() == id)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("node " + id + " is not a member"));
  }

  /** The members but this node. */
  public List<Member> peers() {
    return members.stream().filter(member -> member.id() != nodeId).toList();
  }
}
