package io.election.transport.rest.server;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** A way to log in that an application around a node has, and that no key tells of. */
@Singleton
public class OtherLogin implements HttpAuthenticationMechanism {

  static final String HEADER = "X-Other-Login";

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identityProviders) {
    String role = request.request().getHeader(HEADER);
    return role == null
        ? Uni.createFrom().nullItem()
        : Uni.createFrom()
            .item(
                QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal("cid"))
                    .addRole(role)
                    .build());
  }

  @Override
  public Uni<@Nullable ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom().nullItem();
  }
}
