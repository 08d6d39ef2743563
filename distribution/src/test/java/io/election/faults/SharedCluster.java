package io.election.faults;

import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One cluster for the scenarios of a class. Each begins with five nodes that agree. After each the
 * faults are taken away, the nodes must agree again, and the history so far is judged.
 */
final class SharedCluster
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private final IntFunction<NodeOptions> options;
  private @Nullable Cluster cluster;

  SharedCluster() {
    this(id -> NodeOptions.PLAIN);
  }

  SharedCluster(IntFunction<NodeOptions> options) {
    this.options = options;
  }

  Cluster cluster() {
    return Objects.requireNonNull(cluster);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Machine.assumeReady();
    cluster = new Cluster(context.getRequiredTestClass().getSimpleName(), options);
    cluster.start();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    cluster().awaitLeader();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    cluster().heal();
    cluster().awaitLeader();
    cluster().judge();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (cluster != null) {
      cluster.close();
    }
  }
}
