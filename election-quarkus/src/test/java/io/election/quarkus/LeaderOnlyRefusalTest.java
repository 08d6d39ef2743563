package io.election.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.bootstrap.app.AdditionalDependency;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application with a {@code @LeaderOnly} method that cannot be skipped is not built. The test
 * compiles such an application and has Quarkus build it.
 */
class LeaderOnlyRefusalTest {

  private static final Pattern PROBLEM = Pattern.compile("\\w+\\.\\w+\\(\\) cannot be @.*");

  private static final String WAY_OUT =
      ", so a call could not be skipped where this node does not lead; let it return void, Uni<Void> or CompletionStage<Void>, or write @LeaderOnly(onFollower = THROW)";

  @TempDir Path temporary;

  @Test
  void methodsThatCannotBeSkippedAreNamed() {
    Throwable refusal =
        catchThrowable(
            () ->
                build(
                    """
                    @Singleton
                    class Sweeper {
                      @LeaderOnly void sweep() {}
                      @LeaderOnly int count() { return 0; }
                      @LeaderOnly String name() { return ""; }
                      @LeaderOnly Void nothing() { return null; }
                      @LeaderOnly Uni<String> later() { return null; }
                      @LeaderOnly CompletionStage<String> elsewhere() { return null; }
                      @LeaderOnly CompletionStage<?> somewhere() { return null; }
                      @LeaderOnly CompletableFuture<Void> future() { return null; }
                    }

                    @Singleton
                    class Inheriting extends ForTheLeader {
                      int own() { return 0; }
                    }

                    @LeaderOnly
                    abstract class ForTheLeader {
                      void sweep() {}
                      String inherited() { return ""; }
                    }
                    """));

    assertThat(linesOf(refusal))
        .containsExactlyInAnyOrder(
            "Sweeper.count() cannot be @LeaderOnly: it returns int" + WAY_OUT,
            "Sweeper.name() cannot be @LeaderOnly: it returns java.lang.String" + WAY_OUT,
            "Sweeper.nothing() cannot be @LeaderOnly: it returns java.lang.Void" + WAY_OUT,
            "Sweeper.later() cannot be @LeaderOnly: it returns io.smallrye.mutiny.Uni<java.lang.String>"
                + WAY_OUT,
            "Sweeper.elsewhere() cannot be @LeaderOnly: it returns java.util.concurrent.CompletionStage<java.lang.String>"
                + WAY_OUT,
            "Sweeper.somewhere() cannot be @LeaderOnly: it returns java.util.concurrent.CompletionStage<?>"
                + WAY_OUT,
            "Sweeper.future() cannot be @LeaderOnly: it returns java.util.concurrent.CompletableFuture<java.lang.Void>"
                + WAY_OUT,
            "Inheriting.own() cannot be @LeaderOnly: it returns int" + WAY_OUT,
            "Inheriting.inherited() cannot be @LeaderOnly: it returns java.lang.String" + WAY_OUT);
  }

  private void build(String source) throws Exception {
    Path classes = compile(source);
    QuarkusBootstrap bootstrap =
        QuarkusBootstrap.builder()
            .setBaseClassLoader(getClass().getClassLoader())
            .setMode(QuarkusBootstrap.Mode.TEST)
            .setProjectRoot(Path.of("").toAbsolutePath())
            .setTargetDirectory(temporary)
            .setApplicationRoot(Path.of("target", "classes").toAbsolutePath())
            .addAdditionalApplicationArchive(new AdditionalDependency(classes, false, true))
            .build();
    try (CuratedApplication application = bootstrap.bootstrap()) {
      application.createAugmentor().createInitialRuntimeApplication();
    }
  }

  private Path compile(String source) throws Exception {
    Path file = temporary.resolve("Sweeper.java");
    Files.writeString(
        file,
        """
        import io.election.api.LeaderOnly;
        import io.election.api.LeaderOnly.OnFollower;
        import io.smallrye.mutiny.Uni;
        import jakarta.inject.Singleton;
        import java.util.concurrent.CompletableFuture;
        import java.util.concurrent.CompletionStage;
        """
            + source);
    Path classes = Files.createDirectory(temporary.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int result =
        compiler.run(
            null,
            null,
            null,
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString(),
            file.toString());
    assertThat(result).as("compiled").isZero();
    return classes;
  }

  /** What the build says about {@code @LeaderOnly}; it says it more than once. */
  private static List<String> linesOf(Throwable refusal) {
    return Stream.iterate(refusal, failure -> failure != null, Throwable::getCause)
        .flatMap(failure -> PROBLEM.matcher(String.valueOf(failure.getMessage())).results())
        .map(MatchResult::group)
        .distinct()
        .toList();
  }
}
