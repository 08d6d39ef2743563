package io.election.transport.rest.server;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What a body says that it is. JAX-RS takes a missing type for any, and a wildcard too. */
final class MediaTypes {

  private MediaTypes() {}

  /**
   * Refuses a body that is not said to be JSON.
   *
   * @param contentType the header {@code Content-Type}; null if there is none
   * @throws NotSupportedException if it names another type, or none
   */
  static void requireJson(@Nullable String contentType) {
    if (contentType == null || !isJson(contentType)) {
      throw new NotSupportedException();
    }
  }

  private static boolean isJson(String contentType) {
    try {
      MediaType type = MediaType.valueOf(contentType);
      return type.getType().equalsIgnoreCase("application")
          && type.getSubtype().equalsIgnoreCase("json");
    } catch (IllegalArgumentException noMediaType) {
      return false;
    }
  }
}
