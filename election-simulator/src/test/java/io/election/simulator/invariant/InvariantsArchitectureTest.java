package io.election.simulator.invariant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.election.engine.View;
import org.junit.jupiter.api.Test;

/** The invariants judge from outside: no class of theirs could look into the engine. */
class InvariantsArchitectureTest {

  private static final String INVARIANTS = "io.election.simulator.invariant";

  private static final ArchRule ENGINE_IS_NOT_KNOWN =
      classes()
          .that()
          .resideInAPackage(INVARIANTS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "io.election.api..", INVARIANTS);

  @Test
  void invariantsDoNotKnowTheEngine() {
    JavaClasses invariants =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(INVARIANTS);

    ENGINE_IS_NOT_KNOWN.allowEmptyShould(false).check(invariants);
  }

  @Test
  void ruleCatchesAnOffender() {
    JavaClasses offence = new ClassFileImporter().importClasses(LooksInside.class);

    assertThat(ENGINE_IS_NOT_KNOWN.evaluate(offence).hasViolation()).isTrue();
  }

  record LooksInside(View view) {}
}
