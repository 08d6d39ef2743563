package io.election.node;

import io.election.transport.rest.server.ProblemPages;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** A node of its own answers every error with {@code application/problem+json}. */
@Singleton
class ErrorPages {

  void install(@Observes Router router) {
    ProblemPages.install(router);
  }
}
