package io.election.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Arrows run one way: distribution → adapters → api ← engine ← simulator. */
@AnalyzeClasses(packages = "io.election", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDependenciesTest {

  @ArchTest
  static final ArchRule ARROWS_RUN_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.election..")
          .layer("api")
          .definedBy("io.election.api..")
          .layer("engine")
          .definedBy("io.election.engine..")
          .layer("simulator")
          .definedBy("io.election.simulator..")
          .layer("file store")
          .definedBy("io.election.storage.file..")
          .layer("H2 store")
          .definedBy("io.election.storage.h2..")
          .layer("REST transport")
          .definedBy("io.election.transport.rest..")
          .layer("Quarkus")
          .definedBy("io.election.quarkus..")
          .layer("node")
          .definedBy("io.election.node..")
          .layer("command line")
          .definedBy("io.election.cli..")
          .whereLayer("api")
          .mayNotAccessAnyLayer()
          .whereLayer("engine")
          .mayOnlyAccessLayers("api")
          .whereLayer("simulator")
          .mayOnlyAccessLayers("api", "engine")
          .whereLayer("file store")
          .mayOnlyAccessLayers("api")
          .whereLayer("H2 store")
          .mayOnlyAccessLayers("api")
          .whereLayer("REST transport")
          .mayOnlyAccessLayers("api")
          .whereLayer("Quarkus")
          .mayOnlyAccessLayers("api", "engine")
          .whereLayer("node")
          .mayOnlyAccessLayers("Quarkus", "REST transport", "command line")
          .whereLayer("command line")
          .mayOnlyAccessLayers("api", "engine", "simulator");
}
