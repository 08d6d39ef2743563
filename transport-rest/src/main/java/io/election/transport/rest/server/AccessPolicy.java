package io.election.transport.rest.server;

import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus.MemberStatus;
import io.election.api.transport.Loopback;
import io.election.transport.rest.wire.Problem;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.Config;

/**
 * Looks, before anything answers, whether who asks may have what is asked for: a policy for every
 * path of the process, and so for resources and routes alike, that leaves alone what is not a
 * node's. Nobody is asked who he is where it doesn't matter: a peer's message takes no longer.
 */
@Singleton
public class AccessPolicy implements HttpSecurityPolicy {

  private final Instance<ElectionMonitor> monitor;
  private final boolean protectReads;
  private final boolean openSteering;
  private final boolean loginsConfigured;
  private final boolean listensToThisMachineAlone;

  /**
   * @param monitor of a node that may not be there yet
   */
  AccessPolicy(Config config, Instance<ElectionMonitor> monitor) {
    this.monitor = monitor;
    protectReads = isTrue(config, "election.security.protect-reads");
    openSteering = isTrue(config, "election.security.open-steering");
    loginsConfigured = Logins.areConfigured(config);
    listensToThisMachineAlone =
        config
            .getOptionalValue("quarkus.http.host", String.class)
            .flatMap(Loopback::addressOf)
            .isPresent();
  }

  private static boolean isTrue(Config config, String key) {
    return config.getOptionalValue(key, Boolean.class).orElse(false);
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext request,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    Demand demand = Demand.of(request.request().method(), request.normalizedPath());
    if (demand == Demand.NOTHING) {
      return CheckResult.permit();
    }
    if (demand == Demand.READING && !protectReads) {
      return isCalledByAnotherName(request.request()) && rules().allOnLoopback()
          ? refuse(request, AccessRules.CALLED_BY_ANOTHER_NAME)
          : CheckResult.permit();
    }
    AccessRules rules = rules();
    if (rules.isOpen(demand, NearbyRequest.is(request.request()))) {
      return CheckResult.permit();
    }
    BiConsumer<RoutingContext, Throwable> whenNotAccepted = AccessPolicy::notAccepted;
    request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, whenNotAccepted);
    return identity.flatMap(
        who ->
            rules
                .of(demand, who)
                .map(problem -> refuse(request, problem))
                .orElseGet(CheckResult::permit));
  }

  private AccessRules rules() {
    // Names are looked up only where all of them should be this machine's, in its own files.
    boolean allOnLoopback =
        listensToThisMachineAlone
            && monitor.get().status().members().stream()
                .map(MemberStatus::address)
                .map(address -> address.substring(0, address.lastIndexOf(':')))
                .allMatch(host -> Loopback.addressOf(host).isPresent());
    return new AccessRules(loginsConfigured, allOnLoopback, openSteering);
  }

  /** A program that says no name at all, such as a health check, is no browser. */
  private static boolean isCalledByAnotherName(HttpServerRequest request) {
    return request.authority() != null && !NearbyRequest.callsThisMachine(request);
  }

  private static void notAccepted(RoutingContext request, Throwable failure) {
    if (failure instanceof AuthenticationException) {
      answer(request, AccessRules.WRONG_CREDENTIALS);
    } else {
      request.fail(failure);
    }
  }

  /** Answers, and never says whether the request may go on: it is at its end. */
  private static Uni<CheckResult> refuse(RoutingContext request, Problem problem) {
    answer(request, problem);
    return Uni.createFrom().nothing();
  }

  private static void answer(RoutingContext request, Problem problem) {
    // A body that nobody reads would keep the next request on this connection from being read.
    request.request().resume();
    if (problem.status() != 401) {
      Problems.end(request, problem);
      return;
    }
    HttpAuthenticator authenticator = request.get(HttpAuthenticator.class.getName());
    authenticator
        .getChallenge(request)
        .subscribe()
        .with(
            challenge -> {
              // A mechanism that would lead to a form of its own has no other header of use here.
              if (challenge != null
                  && HttpHeaders.WWW_AUTHENTICATE.equalsIgnoreCase(
                      String.valueOf(challenge.headerName))) {
                request.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, challenge.headerContent);
              }
              Problems.end(request, problem);
            },
            request::fail);
  }
}
