package io.election.transport.rest.server;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Installs the error pages as a node of its own does. */
@Singleton
public class NodeRouter {

  void install(@Observes Router router) {
    ProblemPages.install(router);
  }
}
