package io.election.transport.rest.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote into this jar. */
final class BuildVersion {

  static final String VALUE = read();

  private BuildVersion() {}

  private static String read() {
    try (InputStream resource = BuildVersion.class.getResourceAsStream("build.properties")) {
      Properties properties = new Properties();
      properties.load(resource);
      String version = properties.getProperty("version");
      // Dev mode copies resources as they are.
      return version.startsWith("$") ? "development" : version;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
