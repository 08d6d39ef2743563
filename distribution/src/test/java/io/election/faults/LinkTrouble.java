package io.election.faults;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What befalls the requests from one node to another.
 *
 * @param replyLoss how likely a request arrives and its reply is lost, 0 to 1
 * @param longestDelay of a request; random up to this, so that requests overtake each other
 * @param duplication how likely a request arrives twice, 0 to 1
 */
record LinkTrouble(double replyLoss, Duration longestDelay, double duplication) {

  static final LinkTrouble NONE = new LinkTrouble(0, Duration.ZERO, 0);

  static final LinkTrouble REPLIES_LOST = new LinkTrouble(1, Duration.ZERO, 0);

  boolean losesReply(RandomGenerator random) {
    return random.nextDouble() < replyLoss;
  }

  boolean duplicates(RandomGenerator random) {
    return random.nextDouble() < duplication;
  }

  Duration delay(RandomGenerator random) {
    return Duration.ofNanos((long) (longestDelay.toNanos() * random.nextDouble()));
  }

  /** The form in which it is told to the proxies. */
  String words() {
    return "%s %s %s".formatted(replyLoss, longestDelay, duplication);
  }

  static LinkTrouble parse(String replyLoss, String longestDelay, String duplication) {
    return new LinkTrouble(
        Double.parseDouble(replyLoss),
        Duration.parse(longestDelay),
        Double.parseDouble(duplication));
  }
}
