package io.election.transport.rest.client;

import io.election.api.transport.Member;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the operator once why no TLS connection to a peer comes about (rule E2); a person has to
 * mend that. Safe for use by any thread.
 */
final class HandshakeLog {

  private static final Logger LOG = System.getLogger("io.election");

  private final int self;
  private final Member peer;
  private volatile @Nullable String told;

  HandshakeLog(int self, Member peer) {
    this.self = self;
    this.peer = peer;
  }

  void failed(Throwable failure) {
    reason(failure)
        .filter(reason -> !reason.equals(told))
        .ifPresent(
            reason -> {
              told = reason;
              LOG.log(
                  Level.WARNING,
                  "node %d: no TLS connection to node %d at %s: %s"
                      .formatted(self, peer.id(), peer.address(), reason));
            });
  }

  void succeeded() {
    told = null;
  }

  /**
   * What the innermost cause says, if it is TLS that failed and not the connection under it, which
   * the next round makes anew.
   */
  private static Optional<String> reason(Throwable failure) {
    if (causes(failure).noneMatch(SSLException.class::isInstance)
        || causes(failure).anyMatch(ClosedChannelException.class::isInstance)) {
      return Optional.empty();
    }
    return causes(failure)
        .reduce((outer, inner) -> inner)
        .filter(cause -> cause.getMessage() != null)
        // What the other side sent is in some messages: they stay on their line.
        .map(cause -> cause.getMessage().replaceAll("\\p{Cntrl}", " "));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
