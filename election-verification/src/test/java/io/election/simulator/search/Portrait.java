package io.election.simulator.search;

import io.election.api.store.PersistentState;
import io.election.api.transport.VoteRequest;
import io.election.engine.ElectionStateMachine;
import io.election.engine.View;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what a machine will do, and nothing else: two machines of one portrait go on
 * alike. Times are relative to now, rounds are known by their order.
 *
 * <p>A field that this class does not know is taken as it is. If that is wrong the states never
 * end, and the search says so; it does not pass over anything.
 */
final class Portrait {

  /**
   * Constants; what is only shown to people; what the driver is told anyway; who goes by which id
   * and who has been greeted, because all processes of a node sign alike here; what peers remember
   * of each other's records, because no record is lost here; how long promises are, because all are
   * of one length and the record covers it; and what a hand-over needs, because nobody wishes one.
   */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "acquaintances",
          "admission",
          "atNanos",
          "contacts",
          "greetingRule",
          "handOverRule",
          "incarnation",
          "lastRound",
          "memberLists",
          "membership",
          "nowNanos",
          "priority",
          "processes",
          "promiseCap",
          "promisedNanos",
          "quorum",
          "random",
          "reachable",
          "self",
          "silentAtNanos",
          "successors",
          "terms",
          "timings",
          "token",
          "transferSeal",
          "wakeUpAtNanos");

  private static final String NOTHING = "-";

  private final long nowNanos;
  private final Map<String, String> lines = new TreeMap<>();
  private final TreeSet<Long> rounds = new TreeSet<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private long term;

  private Portrait(long nowNanos) {
    this.nowNanos = nowNanos;
  }

  static Portrait of(ElectionStateMachine machine, long nowNanos) {
    Portrait portrait = new Portrait(nowNanos);
    try {
      portrait.draw("machine", machine);
    } catch (IllegalAccessException e) {
      throw new LinkageError("the machine cannot be read", e);
    }
    portrait.leaveOutWhatNothingDependsOn();
    return portrait;
  }

  /** The term that the node is in, on disk or not. */
  long term() {
    return term;
  }

  /** The rounds that an answer may still belong to, oldest first. */
  List<Long> rounds() {
    return List.copyOf(rounds);
  }

  /** The same without the heartbeats that wait for the disk. */
  String withoutQueue() {
    Map<String, String> rest = new TreeMap<>(lines);
    rest.remove("machine.waitingHeartbeats");
    return rest.toString();
  }

  @Override
  public String toString() {
    return lines.toString();
  }

  private void draw(String name, Object object) throws IllegalAccessException {
    if (!seen.add(object)) {
      return;
    }
    for (Field field : MachineCopy.fieldsOf(object)) {
      if (!LEFT_OUT.contains(field.getName())) {
        @Nullable Object value = field.get(object);
        drawValue(name + "." + field.getName(), field.getName(), value);
      }
    }
  }

  private void drawValue(String line, String name, @Nullable Object value)
      throws IllegalAccessException {
    if (name.equals("latest") && value instanceof PersistentState latest) {
      term = latest.term();
    }
    if (value == null) {
      lines.put(line, NOTHING);
    } else if (value instanceof VoteRequest request) {
      rounds.add(request.round());
      lines.put(line, request.term() + (request.preVote() ? " pre-vote" : " vote"));
    } else if (value instanceof Long number) {
      lines.put(line, number(name, number));
    } else if (value instanceof Map<?, ?> map) {
      lines.put(line, map(name, map));
    } else if (value instanceof Set<?> set) {
      lines.put(line, new TreeSet<>(set).toString());
    } else if (value instanceof Collection<?>
        || value instanceof PersistentState
        || value instanceof Enum
        || value.getClass().getPackageName().equals("java.lang")) {
      lines.put(line, value.toString());
    } else {
      if (name.equals("role")) {
        lines.put(line, value.getClass().getSimpleName());
      }
      draw(name, value);
    }
  }

  private String number(String name, long number) {
    return switch (name) {
      case "deadlineNanos", "untilNanos", "quietUntilNanos", "nextRoundAtNanos" -> awaited(number);
      default -> name.endsWith("AtNanos") ? remembered(number) : String.valueOf(number);
    };
  }

  /** What was awaited and has come has come, no matter how long ago. */
  private String awaited(long atNanos) {
    return atNanos == View.NEVER ? NOTHING : String.valueOf(Math.max(0, atNanos - nowNanos));
  }

  private String remembered(long atNanos) {
    return isLongAgo(atNanos) ? NOTHING : String.valueOf(nowNanos - atNanos);
  }

  private boolean isLongAgo(long atNanos) {
    return atNanos == View.NEVER || nowNanos - atNanos >= AbstractTime.LONG_AGO_NANOS;
  }

  private String map(String name, Map<?, ?> map) {
    Map<Object, String> drawn = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          long atNanos = (Long) value;
          if (name.equals("endNanos")) {
            if (atNanos > nowNanos) {
              drawn.put(key, awaited(atNanos));
            }
          } else if (!isLongAgo(atNanos)) {
            boolean byRound = name.endsWith("ByRound");
            if (byRound) {
              rounds.add((Long) key);
            }
            drawn.put(key, remembered(atNanos));
          }
        });
    return name.endsWith("ByRound") ? drawn.values().toString() : drawn.toString();
  }

  private void leaveOutWhatNothingDependsOn() {
    // What is repeated to voters says nothing new where no message is ever gone.
    lines.remove("ballot.nextRoundAtNanos");
    if (is("node.role", "Leader")) {
      // It is set anew when a leader steps down.
      lines.remove("timer.deadlineNanos");
    }
    if (is("promise.untilNanos", NOTHING) || is("promise.untilNanos", "0")) {
      lines.put("promise.untilNanos", NOTHING);
      lines.put("promise.to", NOTHING);
      lines.keySet().removeIf(line -> line.startsWith("to."));
    }
    if (is("promise.quietUntilNanos", NOTHING)) {
      lines.put("promise.quietUntilNanos", "0");
    }
    boolean failed = !is("record.failure", NOTHING);
    boolean writes = !is("record.underWay", NOTHING);
    if (failed) {
      lines.put("record.failure", "some");
    }
    if (failed || !writes) {
      lines.remove("record.startedAtNanos");
    }
    if (!failed || writes) {
      lines.remove("record.answeredAtNanos");
    }
    if (!is("lease.untilNanos", NOTHING)) {
      lines.remove("lease.electedAtNanos");
    }
  }

  private boolean is(String line, String value) {
    return value.equals(lines.get(line));
  }
}
