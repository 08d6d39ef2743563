package io.election.transport.rest.server;

import io.election.transport.rest.wire.Json;
import io.election.transport.rest.wire.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Gives a body to the errors that are found before an endpoint is: a wrong method, media type or
 * path. A filter and not an exception mapper, because it can keep to our own paths: those of a host
 * application stay as they are.
 */
@Provider
public class ProblemFilter implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    int status = response.getStatus();
    if (status >= 400
        && !response.hasEntity()
        && OurPaths.contain(request.getUriInfo().getPath())) {
      response.setEntity(
          Json.write(Problem.ofStatus(status).toJson()), null, Problem.MEDIA_TYPE_VALUE);
    }
  }
}
