package io.edgenas.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/architecture.md} says about who may see whom, on the classes that ship. */
class LayersTest {
  private static final String ALL = "io.edgenas..";

  /** Packages that touch tensors, through DJL. */
  private static final String[] TENSORS = {
    "io.edgenas.supernet.engine",
    "io.edgenas.supernet.elastic",
    "io.edgenas.supernet.norm",
    "io.edgenas.supernet.train",
    "io.edgenas.supernet.evaluate"
  };

  /** Packages that call ONNX Runtime. */
  private static final String[] RUNTIME = {"io.edgenas.onnx.runtime"};

  /** Packages that know the command line. */
  private static final String[] COMMANDS = {
    "io.edgenas.console", "io.edgenas.cli..", "io.edgenas.profiler.command.."
  };

  /** Where a process begins, and the console: the only places that know the standard streams. */
  private static final String[] STREAMS = {"io.edgenas.console", "io.edgenas.onnx.child"};

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(LayersTest::isOfAModule)
          .importPackages("io.edgenas");

  /** Test fixtures are in jars of their own, which are no tests to the library. */
  private static boolean isOfAModule(Location location) {
    return !location.contains("-tests.jar");
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("io.edgenas.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  static Stream<ArchRule> nevers() {
    return Stream.of(
        noClasses()
            .that()
            .resideOutsideOfPackages(TENSORS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl.."),
        noClasses()
            .that()
            .resideOutsideOfPackages(RUNTIME)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime.."),
        noClasses()
            .that()
            .resideOutsideOfPackages(COMMANDS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "me.tongfei.."),
        only("io.edgenas.base..", "io.edgenas.base.."),
        only("io.edgenas.operation..", "io.edgenas.operation..", "io.edgenas.base.."),
        only(
            "io.edgenas.network..",
            "io.edgenas.network..",
            "io.edgenas.operation..",
            "io.edgenas.base.."),
        only(
            "io.edgenas.space..",
            "io.edgenas.space..",
            "io.edgenas.network..",
            "io.edgenas.operation..",
            "io.edgenas.base.."),
        only("io.edgenas.images..", "io.edgenas.images..", "io.edgenas.base.."),
        only(
            "io.edgenas.search..",
            "io.edgenas.search..",
            "io.edgenas.space..",
            "io.edgenas.network..",
            "io.edgenas.operation..",
            "io.edgenas.base.."),
        noClasses()
            .that()
            .resideOutsideOfPackages(STREAMS)
            .should()
            .accessField(System.class, "out"),
        noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class),
        noClasses().should().dependOnClassesThat().areAssignableTo(ObjectOutputStream.class),
        noClasses().should().callConstructor(Random.class),
        noClasses().should().callMethod(Math.class, "random"),
        noClasses().should().dependOnClassesThat().resideInAnyPackage("java.net.http.."),
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(Socket|ServerSocket|URLConnection|InetAddress)"));
  }

  /** Of this project, a package sees no other than those named. */
  private static ArchRule only(String from, String... allowed) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.and(
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(ALL),
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages(
                    allowed)));
  }

  @ParameterizedTest
  @MethodSource("nevers")
  void holds(ArchRule never) {
    never.check(CLASSES);
  }
}
