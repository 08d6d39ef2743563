package io.election.transport.rest.server;

import io.election.transport.rest.wire.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;

/**
 * Who may do what.
 *
 * @param loginsConfigured whether anybody can log in
 * @param allOnLoopback whether every member is on this machine
 * @param openSteering whether somebody said that all may steer
 */
record AccessRules(boolean loginsConfigured, boolean allOnLoopback, boolean openSteering) {

  /** The role that steering needs. */
  static final String ADMIN = "admin";

  static final Problem WRONG_CREDENTIALS =
      new Problem(
          401,
          "this login is not accepted: the user, the password or the token is wrong or has expired");

  static final Problem CALLED_BY_ANOTHER_NAME =
      new Problem(
          403,
          "all members of this cluster are on the loopback interface, so only who calls this machine"
              + " localhost or 127.0.0.1 may read without a login; a proxy on it sets the header Host"
              + " to that");

  private static final Problem READING_NEEDS_LOGIN =
      new Problem(
          401,
          "to read here, log in with a user, a token or a certificate"
              + " (election.security.protect-reads=true)");

  private static final Problem STEERING_NEEDS_LOGIN =
      new Problem(401, "to steer the election, log in as somebody who has the role admin");

  private static final Problem NO_LOGIN_CONFIGURED =
      new Problem(
          403,
          "nobody can log in to steer the election: on every node, configure one with"
              + " quarkus.security.users.embedded.users.NAME and"
              + " quarkus.security.users.embedded.roles.NAME=admin, or let everybody steer with"
              + " election.security.open-steering=true");

  private static final Problem NOT_NEARBY =
      new Problem(
          403,
          "nobody can log in, so only who is on this machine and calls it localhost may steer the"
              + " election: configure a user with quarkus.security.users.embedded.users.NAME and"
              + " quarkus.security.users.embedded.roles.NAME=admin on every node");

  /**
   * Whether a request is taken from whoever sends it: nobody can log in, and he could do as he
   * likes anyway.
   *
   * @param nearby whether he sits at this machine
   */
  boolean isOpen(Demand demand, boolean nearby) {
    return demand == Demand.STEERING
        && !loginsConfigured
        && (openSteering || allOnLoopback && nearby);
  }

  /** Why somebody is refused; empty if not. */
  Optional<Problem> of(Demand demand, SecurityIdentity who) {
    if (who.isAnonymous()) {
      return Optional.of(demand == Demand.READING ? READING_NEEDS_LOGIN : ofNobody());
    }
    if (demand == Demand.READING || who.hasRole(ADMIN)) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            403,
            "user %s has not the role admin, which steering the election needs"
                .formatted(who.getPrincipal().getName())));
  }

  private Problem ofNobody() {
    if (loginsConfigured) {
      return STEERING_NEEDS_LOGIN;
    }
    return allOnLoopback ? NOT_NEARBY : NO_LOGIN_CONFIGURED;
  }
}
