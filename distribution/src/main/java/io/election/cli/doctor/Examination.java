package io.election.cli.doctor;

import io.election.cli.NodeClient;
import io.election.cli.NodeReply;
import io.election.cli.NodeReply.Answered;
import io.election.cli.NodeReply.Unanswered;
import io.election.cli.NodeStatus;
import io.election.cli.Survey;
import io.election.cli.access.NodeAccess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * What a cluster answered when each of its nodes was asked many times.
 *
 * @param nodes those that answered, by the order of asking
 * @param silent why each of the others did not
 */
record Examination(List<ExaminedNode> nodes, Map<URI, String> silent) {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /**
   * Asks the nodes, and the members that they name and that were not named here.
   *
   * @param times how often to ask each
   * @param pause between two questions to one node
   * @throws io.election.cli.CommandFailure if no node answered
   */
  static Examination of(List<URI> named, NodeAccess access, int times, Duration pause)
      throws InterruptedException {
    Survey survey = Survey.of(named, access);
    survey.requireAnswer();
    Set<URI> urls = new LinkedHashSet<>();
    Map<URI, String> silent = new LinkedHashMap<>();
    sort(survey, urls, silent);
    List<URI> others = membersNotNamed(survey, silent);
    if (!others.isEmpty()) {
      sort(Survey.of(others, access), urls, silent);
    }
    return new Examination(askOften(urls, access, times, pause, silent), silent);
  }

  private static void sort(Survey survey, Set<URI> answered, Map<URI, String> silent) {
    for (NodeReply reply : survey.replies()) {
      if (reply instanceof Unanswered unanswered) {
        silent.put(reply.url(), unanswered.reason());
      } else {
        answered.add(reply.url());
      }
    }
  }

  /** Members under whose id nobody has answered yet, at the addresses that the others know. */
  private static List<URI> membersNotNamed(Survey survey, Map<URI, String> silent) {
    Set<Integer> known =
        survey.statuses().stream().map(NodeStatus::nodeId).collect(Collectors.toSet());
    Set<URI> others = new LinkedHashSet<>();
    for (NodeReply reply : survey.replies()) {
      if (reply instanceof Answered answered) {
        answered.status().members().stream()
            .filter(member -> member.address() != null && !known.contains(member.id()))
            .map(member -> URI.create(reply.url().getScheme() + "://" + member.address()))
            .filter(url -> !silent.containsKey(url))
            .forEach(others::add);
      }
    }
    return List.copyOf(others);
  }

  private static List<ExaminedNode> askOften(
      Set<URI> urls, NodeAccess access, int times, Duration pause, Map<URI, String> silent)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(urls.size());
    try {
      Map<URI, Future<List<Sample>>> asked = new LinkedHashMap<>();
      urls.forEach(
          url -> {
            Callable<List<Sample>> asking = () -> samples(url, access, times, pause);
            asked.put(url, threads.submit(asking));
          });
      List<ExaminedNode> nodes = new ArrayList<>();
      for (Map.Entry<URI, Future<List<Sample>>> each : asked.entrySet()) {
        List<Sample> samples = get(each.getValue());
        if (samples.isEmpty()) {
          silent.put(each.getKey(), "it answered once and then no more");
        } else {
          nodes.add(new ExaminedNode(each.getKey(), samples));
        }
      }
      return List.copyOf(nodes);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Sample> get(Future<List<Sample>> samples) throws InterruptedException {
    try {
      return samples.get();
    } catch (ExecutionException exception) {
      throw new IllegalStateException(exception.getCause());
    }
  }

  /** The first question also pays for the connection and is not counted. */
  private static List<Sample> samples(URI url, NodeAccess access, int times, Duration pause)
      throws InterruptedException {
    NodeClient client = new NodeClient(TIMEOUT, access);
    client.ask(url);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Thread.sleep(pause.toMillis());
      long askedNanos = System.nanoTime();
      if (client.ask(url) instanceof Answered answered) {
        samples.add(
            new Sample(askedNanos, System.nanoTime(), answered.uptimeNanos(), answered.status()));
      }
    }
    return List.copyOf(samples);
  }
}
