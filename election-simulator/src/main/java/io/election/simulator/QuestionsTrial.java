package io.election.simulator;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.VoteRequest;
import io.election.simulator.QuestionedCourse.Happening;
import io.election.simulator.invariant.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Some questions change nothing at all: pre-votes (rule P1), whatever a stranger says (rule T6),
 * and a word to stand that is not the leader's (rule P3). One course of events is run without any
 * of them and once more with many, and everything else that comes out of the nodes has to be the
 * same to the nanosecond. So they touch no timer either, which cannot be seen from outside
 * otherwise.
 */
public final class QuestionsTrial implements Trial {

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(random.nextBoolean() ? 3 : 5);
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    SplittableRandom words = random.split();
    long seed = random.nextLong();

    List<Happening> without = new ArrayList<>();
    new QuestionedCourse(setting, seed, Onlookers.judging(), without::add).run();

    Comparison comparison = new Comparison(kind, without);
    QuestionedCourse with = new QuestionedCourse(setting, seed, onlookers, comparison);
    with.ask(heard -> kind.question(heard, words));
    Outcome outcome = with.run();
    comparison.end();
    return outcome;
  }

  /** What is asked, and the rule by which that changes nothing. */
  private enum Kind {
    PRE_VOTE("P1") {
      @Override
      PeerRequest question(PeerRequest heard, SplittableRandom random) {
        return new VoteRequest(
            heard.sender(), heard.term() + random.nextInt(3), random.nextInt(1000), true);
      }
    },
    FOREIGN_MESSAGE("T6") {
      @Override
      PeerRequest question(PeerRequest heard, SplittableRandom random) {
        return Strangers.foreignMessage(heard.sender().nodeId(), random);
      }
    },
    FALSE_WORD("P3") {
      @Override
      PeerRequest question(PeerRequest heard, SplittableRandom random) {
        return new TimeoutNowRequest(heard.sender(), heard.term(), 1, random.nextLong());
      }
    };

    private final String rule;

    Kind(String rule) {
      this.rule = rule;
    }

    /**
     * Such a question.
     *
     * @param heard what has just come from a member, in whose name it is asked
     */
    abstract PeerRequest question(PeerRequest heard, SplittableRandom random);
  }

  /** Fails where the course departs from the one without questions. */
  private static final class Comparison implements Consumer<Happening> {

    private final Kind kind;
    private final List<Happening> without;
    private int compared;

    private Comparison(Kind kind, List<Happening> without) {
      this.kind = kind;
      this.without = without;
    }

    @Override
    public void accept(Happening happening) {
      require(compared < without.size() && happening.equals(without.get(compared)), happening);
      compared++;
    }

    private void end() {
      require(compared == without.size(), "nothing");
    }

    private void require(boolean same, Object now) {
      if (!same) {
        Object before = compared < without.size() ? without.get(compared) : "nothing";
        throw new Violation(
            "%s: a %s changed something: without any there came %s, and now %s"
                .formatted(kind.rule, kind, before, now));
      }
    }
  }
}
