package io.election.cli.doctor;

import io.election.api.Role;
import io.election.cli.NodeStatus;
import io.election.cli.NodeStatus.Impediment;
import io.election.cli.NodeStatus.Member;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Nodes to be examined, healthy unless a test says otherwise. Node 1 leads the three of them. */
final class Patients {

  private int members = 3;
  private String clusterId = "local";
  private String version = "1.0";
  private String addressOfNode2 = "127.0.0.1:7102";
  private Set<Integer> unheard = Set.of();
  private boolean paused;
  private @Nullable Impediment impediment;
  private boolean leads = true;
  private long leaseMillis = 470;
  private Duration roundTrip = Duration.ofMillis(1);
  private @Nullable Double clockRate = 1.0;

  static Patients healthy() {
    return new Patients();
  }

  Patients members(int count) {
    members = count;
    return this;
  }

  Patients clusterId(String id) {
    clusterId = id;
    return this;
  }

  Patients version(String text) {
    version = text;
    return this;
  }

  Patients addressOfNode2(String address) {
    addressOfNode2 = address;
    return this;
  }

  Patients doesNotHear(int id) {
    unheard = Set.of(id);
    return this;
  }

  Patients paused() {
    paused = true;
    return this;
  }

  Patients impededBy(String detail) {
    impediment = new Impediment(detail);
    return this;
  }

  Patients withoutLeader() {
    leads = false;
    return this;
  }

  Patients leaseMillis(long millis) {
    leaseMillis = millis;
    return this;
  }

  Patients roundTrip(Duration time) {
    roundTrip = time;
    return this;
  }

  /** Null: it does not say what its clock shows. */
  Patients clockRate(@Nullable Double rate) {
    clockRate = rate;
    return this;
  }

  /** Asked ten times, a second apart. */
  ExaminedNode node(int id) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      long askedNanos = i * 1_000_000_000L;
      long answeredNanos = askedNanos + roundTrip.toNanos();
      Long uptime =
          clockRate == null ? null : (long) ((askedNanos + answeredNanos) / 2.0 * clockRate);
      samples.add(new Sample(askedNanos, answeredNanos, uptime, status(id)));
    }
    return new ExaminedNode(URI.create("http://127.0.0.1:710" + id), samples);
  }

  private NodeStatus status(int id) {
    boolean isLeader = leads && id == 1;
    List<Member> known =
        IntStream.rangeClosed(1, members)
            .mapToObj(
                member ->
                    new Member(
                        member,
                        member == 2 ? addressOfNode2 : "127.0.0.1:710" + member,
                        member == id,
                        !unheard.contains(member)))
            .toList();
    return new NodeStatus(
        id,
        isLeader ? Role.LEADER : Role.FOLLOWER,
        8,
        null,
        leads ? 1 : null,
        null,
        isLeader,
        isLeader ? leaseMillis : 0,
        paused,
        known,
        clusterId,
        version,
        impediment);
  }
}
