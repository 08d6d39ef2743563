package io.election.simulator.study;

import io.election.simulator.Agenda;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The election of the paper's experiment and nothing else (Raft §5.2, §5.4.1): no pre-vote, no
 * stickiness, no lease, and servers with short logs that stand in vain. A yardstick: where this
 * comes out as published and the engine does not, the engine's own rules make the difference.
 */
final class PaperModel {

  /** Who has not elected by then does not count as a matter of time any more. */
  static final Duration LIMIT = Duration.ofMinutes(10);

  private static final int SURVIVORS = Figure16Trial.SERVERS - 1;
  private static final int MAJORITY = Figure16Trial.SERVERS / 2 + 1;
  private static final int NOBODY = -1;

  private final Agenda agenda = new Agenda();
  private final Figure16.Setting setting;
  private final SplittableRandom random;
  private final List<Server> servers = new ArrayList<>();
  private boolean isElected;

  private static final class Server {
    private final boolean eligible;
    private long term;
    private int votedFor = NOBODY;
    private int timer;
    private Set<Integer> votes = new HashSet<>();

    private Server(boolean eligible) {
      this.eligible = eligible;
    }

    private void moveTo(long newTerm) {
      term = newTerm;
      votedFor = NOBODY;
      votes = new HashSet<>();
    }
  }

  PaperModel(Figure16.Setting setting, long seed) {
    this.setting = setting;
    this.random = new SplittableRandom(seed);
    IntStream.range(0, SURVIVORS)
        .forEach(id -> servers.add(new Server(id >= Figure16Trial.NOT_ELIGIBLE)));
  }

  /** From the crash to the election of a new leader; {@link #LIMIT} at most. */
  long electionNanos() {
    long crashedAt = random.nextLong(Duration.ofMillis(setting.minMillis()).toNanos() / 2);
    for (int id = 0; id < SURVIVORS; id++) {
      int heard = id;
      agenda.after(oneWay(), () -> restartTimer(heard));
    }
    while (!isElected && agenda.now() < LIMIT.toNanos()) {
      agenda.runNext();
    }
    return Math.min(agenda.now(), LIMIT.toNanos()) - crashedAt;
  }

  private long oneWay() {
    return around(Figure16Trial.ROUND_TRIP.toNanos() / 2);
  }

  private long write() {
    return around(Figure16Trial.WRITE.toNanos());
  }

  private long around(long usualNanos) {
    return usualNanos / 2 + (long) (usualNanos * random.nextDouble());
  }

  private void restartTimer(int id) {
    Server server = servers.get(id);
    int timer = ++server.timer;
    long min = Duration.ofMillis(setting.minMillis()).toNanos();
    long max = Duration.ofMillis(setting.maxMillis()).toNanos();
    agenda.after(
        random.nextLong(min, max + 1),
        () -> {
          if (timer == server.timer) {
            stand(id);
          }
        });
  }

  private void stand(int id) {
    Server candidate = servers.get(id);
    candidate.moveTo(candidate.term + 1);
    candidate.votedFor = id;
    restartTimer(id);
    long term = candidate.term;
    agenda.after(write(), () -> count(id, id, term));
    for (int peer = 0; peer < SURVIVORS; peer++) {
      int asked = peer;
      if (asked != id) {
        agenda.after(oneWay(), () -> decide(asked, id, term));
      }
    }
  }

  private void decide(int id, int candidate, long term) {
    Server voter = servers.get(id);
    if (term > voter.term) {
      voter.moveTo(term);
    }
    boolean logIsFine = servers.get(candidate).eligible || !voter.eligible;
    if (term == voter.term && voter.votedFor == NOBODY && logIsFine) {
      voter.votedFor = candidate;
      restartTimer(id);
      agenda.after(write() + oneWay(), () -> count(candidate, id, term));
    }
  }

  private void count(int id, int voter, long term) {
    Server candidate = servers.get(id);
    if (candidate.term == term && candidate.votedFor == id) {
      candidate.votes.add(voter);
      isElected |= candidate.votes.size() >= MAJORITY && candidate.votes.contains(id);
    }
  }
}
