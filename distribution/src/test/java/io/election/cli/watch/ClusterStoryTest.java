package io.election.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.election.api.Role;
import io.election.cli.ClusterEvent;
import io.election.cli.ClusterEvent.Tone;
import io.election.cli.NodeStatus;
import io.election.cli.watch.NodeNews.Connected;
import io.election.cli.watch.NodeNews.Disconnected;
import io.election.cli.watch.NodeNews.Told;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterStoryTest {

  private final ClusterStory story = new ClusterStory();

  @Test
  void itBeginsWithWhoLeads() {
    assertThat(begin(1, 8)).isEqualTo(ClusterEvent.good("node 1 leads in term 8"));
    assertThat(new ClusterStory().begin(null)).isEqualTo(ClusterEvent.bad("nobody leads"));
  }

  @Test
  void thePresentStateThatEveryNodeTellsFirstIsNoNews() {
    begin(1, 8);

    assertThat(
            heard(
                connected(1),
                told(1, "leader-changed", 8, 1),
                told(1, "leadership-acquired", 8, 1),
                connected(2),
                told(2, "leader-changed", 8, 1)))
        .isEmpty();
  }

  @Test
  void aFailoverIsToldOnceHoweverManyNodesTellIt() {
    begin(1, 8);
    heard(connected(1), connected(2), connected(3));

    assertThat(
            heard(
                new Disconnected(url(1), "it ended the connection"),
                told(2, "leader-lost", 8, null, "node 1 was not heard for 612 ms"),
                told(2, "leader-changed", 9, 2),
                told(2, "leadership-acquired", 9, 2),
                told(3, "leader-changed", 9, 2)))
        .containsExactly(
            "node 1 does not answer: it ended the connection",
            "node 2 has no leader: node 1 was not heard for 612 ms",
            "node 2 leads in term 9");
  }

  @Test
  void whoWasToldToHaveNoLeaderIsToldToFollowAgain() {
    begin(1, 8);

    assertThat(
            heard(
                told(3, "leader-lost", 8, null, "node 1 was not heard for 700 ms"),
                told(3, "leader-changed", 8, 1)))
        .containsExactly(
            "node 3 has no leader: node 1 was not heard for 700 ms",
            "node 3 follows node 1 in term 8");
  }

  @Test
  void aLeaderSaysWhyItLeadsNoMore() {
    begin(1, 8);

    assertThat(heard(told(1, "leadership-lost", 8, null, "LOST_MAJORITY")))
        .containsExactly("node 1 leads no more: it lost touch with the majority");
    assertThat(heard(told(1, "leadership-lost", 8, null, "LOST_MAJORITY"))).isEmpty();
    assertThat(heard(told(2, "leadership-lost", 9, null, "A_LATER_REASON")))
        .containsExactly("node 2 leads no more: A_LATER_REASON");
  }

  @Test
  void whoLeadsNoMoreHasNoLeaderWhichIsNoNews() {
    begin(1, 8);

    assertThat(
            heard(
                told(1, "leadership-lost", 8, null, "TRANSFERRED"),
                told(1, "leader-lost", 8, null, "node 1 hands over to node 2"),
                told(2, "leader-changed", 9, 2),
                told(1, "leader-changed", 9, 2)))
        .containsExactly(
            "node 1 leads no more: it handed over",
            "node 2 leads in term 9",
            "node 1 follows node 2 in term 9");
  }

  @Test
  void lateNewsOfAnEarlierLeaderIsNotTold() {
    begin(2, 9);

    assertThat(
            heard(
                told(3, "leader-lost", 8, null, "node 2 is in term 9"),
                told(3, "leader-changed", 8, 1),
                told(3, "leader-changed", 9, 2)))
        .isEmpty();
  }

  @Test
  void twoLeadersInOneTermAreTold() {
    begin(2, 9);

    Optional<ClusterEvent> event = story.hear(told(3, "leader-changed", 9, 1));

    assertThat(event.orElseThrow().tone()).isEqualTo(Tone.BAD);
    assertThat(event.orElseThrow().text()).startsWith("two leaders in term 9");
  }

  @Test
  void aNodeThatComesBackAnswers() {
    begin(1, 8);

    assertThat(
            heard(
                new Disconnected(url(3), "connection refused"),
                connected(3),
                new Disconnected(url(3), "connection refused"),
                connected(3)))
        .containsExactly(
            "http://127.0.0.1:7103 does not answer: connection refused",
            "node 3 answers",
            "node 3 does not answer: connection refused",
            "node 3 answers");
  }

  @Test
  void anEventOfALaterVersionIsPassedOver() {
    assertThat(heard(told(1, "something-new", 8, 1))).isEmpty();
  }

  private ClusterEvent begin(int leaderId, long term) {
    return story.begin(
        new NodeStatus(
            leaderId,
            Role.LEADER,
            term,
            null,
            leaderId,
            null,
            true,
            400,
            false,
            null,
            null,
            null,
            null));
  }

  private List<String> heard(NodeNews... news) {
    return Stream.of(news)
        .flatMap(each -> story.hear(each).stream())
        .map(ClusterEvent::text)
        .toList();
  }

  private static Connected connected(int node) {
    return new Connected(url(node), node);
  }

  private static Told told(int node, String name, long term, @Nullable Integer leaderId) {
    return told(node, name, term, leaderId, "");
  }

  private static Told told(
      int node, String name, long term, @Nullable Integer leaderId, String reason) {
    return new Told(
        url(node),
        node,
        term + ".1",
        name,
        term,
        leaderId,
        reason,
        JsonNodeFactory.instance.objectNode());
  }

  private static URI url(int node) {
    return URI.create("http://127.0.0.1:710" + node);
  }
}
