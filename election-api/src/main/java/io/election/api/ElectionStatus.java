package io.election.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows at one instant. Term and vote are always those on disk: what is shown never
 * falls back after a crash.
 *
 * @param clusterId the cluster this node belongs to
 * @param nodeId this node
 * @param role what it is doing
 * @param term the term on disk, at least 0
 * @param votedFor whom it voted for in that term; null if nobody
 * @param leader the leader it knows; null if none
 * @param isLeader whether this node's lease is valid at this instant
 * @param leaseRemaining the rest of the lease; zero when {@code isLeader} is false
 * @param followsLiveLeader whether it follows a leader that it hears as often as that leader
 *     promises to be heard
 * @param paused whether it has been told not to stand for election
 * @param storage the name of its store
 * @param impediment what keeps this node from taking part; null if nothing does
 * @param members every voting member, this node included, by ascending id
 * @param uptime how long this node has run, by the clock that decides its election: it counts sleep
 *     of the machine and never goes back
 */
public record ElectionStatus(
    String clusterId,
    int nodeId,
    Role role,
    long term,
    @Nullable Integer votedFor,
    @Nullable Leader leader,
    boolean isLeader,
    Duration leaseRemaining,
    boolean followsLiveLeader,
    boolean paused,
    String storage,
    @Nullable Impediment impediment,
    List<MemberStatus> members,
    Duration uptime) {

  /**
   * One member as this node sees it.
   *
   * @param id its node id
   * @param address where it listens, as {@code host:port}
   * @param self whether it is this node
   * @param reachable whether this node, or the leader that it follows, has heard it within the
   *     longest election timeout
   * @param lastContact how long ago this node last heard it; null if never, zero for itself
   */
  public record MemberStatus(
      int id, String address, boolean self, boolean reachable, @Nullable Duration lastContact) {}
}
