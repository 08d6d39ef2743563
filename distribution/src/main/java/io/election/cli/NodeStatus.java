package io.election.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.election.api.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node's answer to {@code GET /election}, as far as the command line needs it; fields that it
 * does not know are passed over, so that it can ask a newer node.
 *
 * @param term the term that the node is in
 * @param votedFor whom it voted for in that term; null if nobody
 * @param leaderId the leader it knows; null if none
 * @param leaderAddress where that leader listens, as {@code host:port}; null if there is none
 * @param isLeader whether the node held a valid lease when it answered
 * @param leaseRemainingMs the rest of that lease, in milliseconds
 * @param paused whether the node does not stand for election until it is resumed
 * @param members all voting members, itself included; empty if the node does not say
 * @param clusterId the cluster it belongs to; null if it does not say
 * @param version of the node's program; null if it does not say
 * @param impediment what keeps the node from taking part in elections; null if nothing does
 */
public record NodeStatus(
    @JsonProperty(required = true) int nodeId,
    @JsonProperty(required = true) Role role,
    @JsonProperty(required = true) long term,
    @Nullable Integer votedFor,
    @Nullable Integer leaderId,
    @Nullable String leaderAddress,
    @JsonProperty(required = true) boolean isLeader,
    long leaseRemainingMs,
    boolean paused,
    @Nullable List<Member> members,
    @Nullable String clusterId,
    @Nullable String version,
    @Nullable Impediment impediment) {

  public NodeStatus {
    members = members == null ? List.of() : List.copyOf(members);
  }

  /** How many members, itself included, the node reaches. */
  public long reachableMembers() {
    return members.stream().filter(Member::reachable).count();
  }

  /** Why a node takes no part, in one line. */
  public record Impediment(@JsonProperty(required = true) String detail) {}

  /** A member as the answering node sees it. */
  public record Member(int id, @Nullable String address, boolean self, boolean reachable) {}
}
