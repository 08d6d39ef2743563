package io.election.cli.simulate;

import io.election.engine.Timings;
import io.election.simulator.study.Failover;
import io.election.simulator.study.FailoverStudy;
import io.election.simulator.study.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How long fail-overs take, with the timings asked about and with those recommended. */
final class ExpectationPicture {

  private ExpectationPicture() {}

  static String of(Expectation expectation) {
    List<SvgPanel.Curve> curves = new ArrayList<>();
    curves.add(curve("as asked", Colours.at(0), expectation.timings(), expectation.failover()));
    if (expectation.stability() != null) {
      expectation
          .stability()
          .advice()
          .ifPresent(
              advice ->
                  curves.add(
                      curve("recommended", Colours.at(1), advice.timings(), advice.failover())));
    }
    return SvgChart.of(
        "Fail-over: from the crash of the leader to the next lease",
        ExpectationText.of(expectation).get(0),
        List.of(new SvgPanel("share of crashes after which another node leads", curves)));
  }

  private static SvgPanel.Curve curve(
      String name, String colour, Timings timings, FailoverStudy.Result result) {
    Sample total = Sample.of(result.failovers(), Failover::totalNanos);
    String range = timings.timeoutMin().toMillis() + "-" + timings.timeoutMax().toMillis() + " ms";
    return new SvgPanel.Curve(range + ", " + name, colour, false, points(total));
  }

  /** The whole of a sample as a curve of moderate length. */
  static List<SvgPanel.Point> points(Sample sample) {
    return IntStream.rangeClosed(0, 200)
        .mapToObj(i -> i / 200.0)
        .map(share -> new SvgPanel.Point(sample.quantileMillis(share), share))
        .toList();
  }
}
