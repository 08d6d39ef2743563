package io.election.transport.rest.server;

import io.election.api.ElectionEvent;
import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.election.api.ElectionStatus.MemberStatus;
import io.election.api.Impediment;
import io.election.api.Leader;
import io.election.api.Role;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An election whose state a test sets, and that counts how often it is looked at. */
@Singleton
public class SettableMonitor implements ElectionMonitor {

  private static final List<MemberStatus> MEMBERS =
      List.of(
          new MemberStatus(1, "127.0.0.1:7101", true, true, Duration.ZERO),
          new MemberStatus(2, "127.0.0.1:7102", false, true, Duration.ofMillis(37)),
          new MemberStatus(3, "127.0.0.1:7103", false, false, null));

  static final Duration UPTIME = Duration.ofNanos(1_234_567_890_123L);

  static final ElectionStatus LEADING =
      new ElectionStatus(
          "orders",
          1,
          Role.LEADER,
          7,
          1,
          new Leader(1, "127.0.0.1:7101", 7, Instant.EPOCH),
          true,
          Duration.ofNanos(321_900_000),
          false,
          false,
          "file",
          null,
          MEMBERS,
          UPTIME);

  /** Elected, but its lease has run out: it must not say that it leads. */
  static final ElectionStatus LEADING_WITHOUT_LEASE =
      new ElectionStatus(
          "orders",
          1,
          Role.LEADER,
          7,
          1,
          null,
          false,
          Duration.ZERO,
          false,
          false,
          "file",
          null,
          MEMBERS,
          UPTIME);

  static final ElectionStatus FOLLOWING =
      new ElectionStatus(
          "orders",
          1,
          Role.FOLLOWER,
          8,
          null,
          new Leader(2, "127.0.0.1:7102", 8, Instant.EPOCH),
          false,
          Duration.ZERO,
          true,
          true,
          "h2",
          null,
          MEMBERS,
          UPTIME);

  static final ElectionStatus ALONE =
      new ElectionStatus(
          "orders",
          1,
          Role.PRE_CANDIDATE,
          0,
          null,
          null,
          false,
          Duration.ZERO,
          false,
          false,
          "file",
          null,
          MEMBERS,
          UPTIME);

  /** What keeps it from taking part is known. */
  static final ElectionStatus IMPEDED =
      new ElectionStatus(
          "orders",
          1,
          Role.FOLLOWER,
          8,
          null,
          null,
          false,
          Duration.ZERO,
          false,
          false,
          "file",
          new Impediment(Impediment.Kind.OTHER_MEMBERS, "node 2 counts 1 to 5 as members"),
          MEMBERS,
          UPTIME);

  /** A member of a cluster on more than one machine. */
  static final ElectionStatus ON_ANOTHER_MACHINE =
      new ElectionStatus(
          "orders",
          1,
          Role.FOLLOWER,
          8,
          null,
          null,
          false,
          Duration.ZERO,
          false,
          false,
          "file",
          null,
          List.of(
              new MemberStatus(1, "127.0.0.1:7101", true, true, Duration.ZERO),
              new MemberStatus(2, "10.0.0.2:7101", false, true, Duration.ZERO)),
          UPTIME);

  /** Node 1 in term 7, which leads unless it has no lease left. */
  static ElectionStatus withLease(Duration lease, Duration uptime) {
    return withLease(lease, uptime, 7);
  }

  static ElectionStatus withLease(Duration lease, Duration uptime, long term) {
    boolean leads = !lease.isZero();
    return new ElectionStatus(
        "orders",
        1,
        Role.LEADER,
        term,
        1,
        leads ? new Leader(1, "127.0.0.1:7101", term, Instant.EPOCH) : null,
        leads,
        lease,
        false,
        false,
        "file",
        null,
        MEMBERS,
        uptime);
  }

  final AtomicInteger looks = new AtomicInteger();
  private volatile ElectionStatus status = ALONE;
  private volatile List<ElectionEvent> history = List.of();

  void set(ElectionStatus newStatus) {
    status = newStatus;
    looks.set(0);
  }

  @Override
  public ElectionStatus status() {
    looks.incrementAndGet();
    return status;
  }

  void setHistory(List<ElectionEvent> newHistory) {
    history = newHistory;
  }

  @Override
  public List<ElectionEvent> history() {
    return history;
  }
}
