package io.election.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.election.engine.loop.ElectionLoop;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule S1: the machine owns no thread, clock, socket, file, randomness or log, and the engine knows
 * neither container nor adapter. Each rule is also shown a class that breaks it.
 */
class EngineArchitectureTest {

  private static final String MACHINE = "io.election.engine";

  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.election.engine");

  private static final ArchRule NO_FILE_AND_NO_SOCKET =
      noClasses()
          .that()
          .resideInAPackage(MACHINE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio..", "java.net..");

  private static final ArchRule NO_THREAD_AND_NO_LOCK =
      noClasses()
          .that()
          .resideInAPackage(MACHINE)
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.util.concurrent..").or(assignableTo(Thread.class)));

  private static final ArchRule NO_MONITOR =
      noClasses()
          .that()
          .resideInAPackage(MACHINE)
          .should()
          .callMethod(Object.class, "wait")
          .orShould()
          .callMethod(Object.class, "notifyAll");

  private static final ArchRule NO_SYSTEM =
      noClasses()
          .that()
          .resideInAPackage(MACHINE)
          .should()
          .accessClassesThat()
          .areAssignableTo(System.class);

  private static final ArchRule NO_CLOCK =
      noClasses()
          .that()
          .resideInAPackage(MACHINE)
          .should()
          .dependOnClassesThat(assignableTo(InstantSource.class).or(assignableTo(Instant.class)));

  private static final ArchRule NO_RANDOMNESS_OF_ITS_OWN =
      noClasses()
          .that()
          .resideInAPackage(MACHINE)
          .should()
          .dependOnClassesThat(
              assignableTo(RandomGenerator.class).and(not(type(RandomGenerator.class))))
          .orShould()
          .callMethod(Math.class, "random");

  private static final ArchRule NO_LOG =
      noClasses()
          .that()
          .resideInAPackage(MACHINE)
          .should()
          .dependOnClassesThat(
              assignableTo(System.Logger.class)
                  .or(
                      resideInAnyPackage(
                          "java.util.logging..", "org.slf4j..", "org.jboss.logging..")));

  private static final ArchRule MACHINE_KNOWS_NO_LOOP =
      noClasses()
          .that()
          .resideInAPackage(MACHINE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.election.engine.loop..");

  private static final ArchRule ENGINE_KNOWS_THE_API_ALONE =
      classes()
          .that()
          .resideInAPackage("io.election.engine..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "io.election.api..", "io.election.engine..");

  /** S4: rules about terms stand in one place. */
  @Test
  void onlyTheTermRuleMovesToAnotherTerm() {
    assertThat(whoMovesTerms()).containsExactly(TermRule.class.getName());
  }

  private static Set<String> whoMovesTerms() {
    return ENGINE
        .get(DurableState.class)
        .getMethod("advanceTo", long.class)
        .getCallsOfSelf()
        .stream()
        .map(call -> call.getOriginOwner().getName())
        .collect(Collectors.toSet());
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("no file and no socket", NO_FILE_AND_NO_SOCKET, OpensAFile.class),
        Arguments.of("no socket", NO_FILE_AND_NO_SOCKET, KnowsAnAddress.class),
        Arguments.of("no thread", NO_THREAD_AND_NO_LOCK, StartsAThread.class),
        Arguments.of("no lock", NO_THREAD_AND_NO_LOCK, Locks.class),
        Arguments.of("no waiting", NO_MONITOR, Waits.class),
        Arguments.of("no nanoTime", NO_SYSTEM, ReadsNanoTime.class),
        Arguments.of("no wall clock", NO_CLOCK, ReadsTheWallClock.class),
        Arguments.of("no Clock", NO_CLOCK, HoldsAClock.class),
        Arguments.of("no Random", NO_RANDOMNESS_OF_ITS_OWN, DrawsFromRandom.class),
        Arguments.of("no SplittableRandom", NO_RANDOMNESS_OF_ITS_OWN, DrawsFromSplittable.class),
        Arguments.of("no Math.random", NO_RANDOMNESS_OF_ITS_OWN, DrawsFromMath.class),
        Arguments.of("no log", NO_LOG, Logs.class),
        Arguments.of("no loop", MACHINE_KNOWS_NO_LOOP, KnowsTheLoop.class),
        Arguments.of("the API alone", ENGINE_KNOWS_THE_API_ALONE, KnowsALibrary.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void engineKeepsTheRule(String name, ArchRule rule, Class<?> offender) {
    rule.allowEmptyShould(false).check(ENGINE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void ruleCatchesAnOffender(String name, ArchRule rule, Class<?> offender) {
    JavaClasses offence = new ClassFileImporter().importClasses(offender);

    assertThat(rule.evaluate(offence).hasViolation()).isTrue();
  }

  record OpensAFile(File file, Path path) {}

  record KnowsAnAddress(URI address) {}

  static final class StartsAThread {
    void start(Runnable task) {
      new Thread(task).start();
    }
  }

  record Locks(ReentrantLock lock) {}

  static final class Waits {
    synchronized void forever() throws InterruptedException {
      wait();
    }
  }

  static final class ReadsNanoTime {
    long now() {
      return System.nanoTime();
    }
  }

  static final class ReadsTheWallClock {
    Object now() {
      return Instant.now();
    }
  }

  record HoldsAClock(Clock clock) {}

  static final class DrawsFromRandom {
    long next() {
      return new Random().nextLong();
    }
  }

  static final class DrawsFromSplittable {
    long next() {
      return new SplittableRandom().nextLong();
    }
  }

  static final class DrawsFromMath {
    double next() {
      return Math.random();
    }
  }

  static final class Logs {
    void log(System.Logger log) {
      log.log(System.Logger.Level.INFO, "here");
    }
  }

  record KnowsTheLoop(ElectionLoop loop) {}

  static final class KnowsALibrary {
    void check(Map<String, String> values) {
      assertThat(values).isEmpty();
    }
  }
}
