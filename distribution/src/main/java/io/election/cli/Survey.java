package io.election.cli;

import io.election.cli.NodeReply.Answered;
import io.election.cli.NodeReply.Unanswered;
import io.election.cli.access.NodeAccess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What several nodes answered when they were asked at the same time.
 *
 * @param replies one for each node, in the order of asking
 */
public record Survey(List<NodeReply> replies) {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Asks all at once, so that a silent node costs no more than the others. */
  public static Survey of(List<URI> urls, NodeAccess access) {
    NodeClient client = new NodeClient(TIMEOUT, access);
    ExecutorService threads = Executors.newFixedThreadPool(urls.size(), Survey::daemon);
    try {
      // A name look-up has no timeout of its own: the bound here is for all that asking does.
      List<Future<NodeReply>> asked =
          threads.invokeAll(
              urls.stream().<Callable<NodeReply>>map(url -> () -> client.ask(url)).toList(),
              TIMEOUT.multipliedBy(2).toMillis(),
              TimeUnit.MILLISECONDS);
      List<NodeReply> replies = new ArrayList<>();
      for (int i = 0; i < urls.size(); i++) {
        replies.add(reply(urls.get(i), asked.get(i)));
      }
      return new Survey(List.copyOf(replies));
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.ERROR, "interrupted while asking the nodes");
    } finally {
      threads.shutdownNow();
    }
  }

  private static NodeReply reply(URI url, Future<NodeReply> asked) throws InterruptedException {
    try {
      return asked.get();
    } catch (CancellationException exception) {
      return new Unanswered(url, "no answer");
    } catch (ExecutionException exception) {
      return new Unanswered(url, String.valueOf(exception.getCause()));
    }
  }

  private static Thread daemon(Runnable asking) {
    Thread thread = new Thread(asking, "ask");
    thread.setDaemon(true);
    return thread;
  }

  public List<NodeStatus> statuses() {
    return replies.stream()
        .filter(Answered.class::isInstance)
        .map(reply -> ((Answered) reply).status())
        .toList();
  }

  /**
   * @throws CommandFailure if no node answered, or none to whoever asked
   */
  public void requireAnswer() {
    if (statuses().isEmpty()) {
      refuseRefusedLogin();
      throw new CommandFailure(
          ExitCode.NO_ANSWER,
          "no node answered at "
              + replies.stream()
                  .map(reply -> reply.url().toString())
                  .collect(Collectors.joining(", "))
              + "; start a cluster with ./election cluster, or name its nodes with --url");
    }
  }

  private void refuseRefusedLogin() {
    replies.stream()
        .filter(reply -> reply instanceof Unanswered unanswered && unanswered.loginRefused())
        .map(Unanswered.class::cast)
        .findFirst()
        .ifPresent(
            refused -> {
              throw new CommandFailure(ExitCode.ERROR, refused.url() + ": " + refused.reason());
            });
  }

  /**
   * The node that says of itself that it leads; of two, who answered at different instants, the
   * later.
   */
  public Optional<NodeStatus> leader() {
    return statuses().stream()
        .filter(NodeStatus::isLeader)
        .max(Comparator.comparingLong(NodeStatus::term));
  }

  /**
   * A node that follows a leader which was not among those asked, and so could not speak for
   * itself.
   */
  public Optional<NodeStatus> followerOfOther() {
    return statuses().stream()
        .filter(status -> status.leaderAddress() != null && !wasAsked(status))
        .max(Comparator.comparingLong(NodeStatus::term));
  }

  /** Where the leader listens, whether it was among those asked or one of them follows it. */
  public Optional<URI> leaderUrl() {
    return replies.stream()
        .filter(
            reply ->
                reply instanceof Answered answered
                    && leader().equals(Optional.of(answered.status())))
        .map(NodeReply::url)
        .findFirst()
        .or(() -> followerOfOther().flatMap(this::leaderUrlKnownBy));
  }

  /** A follower says only host and port; the leader listens in the way that the follower does. */
  private Optional<URI> leaderUrlKnownBy(NodeStatus follower) {
    String scheme =
        replies.stream()
            .filter(
                reply -> reply instanceof Answered answered && answered.status().equals(follower))
            .map(reply -> reply.url().getScheme())
            .findFirst()
            .orElse("http");
    try {
      return Optional.of(URI.create(scheme + "://" + follower.leaderAddress()));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private boolean wasAsked(NodeStatus follower) {
    return replies.stream()
            .anyMatch(reply -> reply.url().getRawAuthority().equals(follower.leaderAddress()))
        || statuses().stream()
            .anyMatch(status -> Integer.valueOf(status.nodeId()).equals(follower.leaderId()));
  }
}
