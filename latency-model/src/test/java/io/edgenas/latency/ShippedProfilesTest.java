package io.edgenas.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.latency.lint.Finding;
import io.edgenas.latency.lint.LatencyLint;
import io.edgenas.latency.lint.LintTable;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every profile that this project ships can be relied on, by its own validation networks. */
class ShippedProfilesTest {
  private static final Path PROFILES = Path.of("..", "device-profiles", "profiles");

  static List<Path> folders() throws IOException {
    try (Stream<Path> files = Files.walk(PROFILES)) {
      return files
          .filter(file -> file.endsWith("profile.json"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  @Test
  void thereIsOne() throws IOException {
    assertFalse(folders().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("folders")
  void liesWhereItsSpaceAndIdentitySay(Path folder) {
    DeviceProfile profile = ProfileFolder.read(folder);
    Path expected =
        ProfileFolder.locate(PROFILES.resolve(profile.space().name()), profile.identity());
    assertEquals(expected, folder);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void hasNoErrorThatLintFinds(Path folder) {
    LintTable table = LatencyLint.read(List.of(folder), Optional.empty());
    List<Finding> errors =
        LatencyLint.lint(table, Optional.empty()).stream().filter(Finding::isError).toList();
    assertEquals(List.of(), errors);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void predictsWhatItHasNotSeenAndSaysHowWell(Path folder) {
    DeviceProfile profile = ProfileFolder.read(folder);
    SearchSpace space = Spaces.builtIn(profile.space().name());
    LatencyModel model = LatencyModels.of(profile, space);
    ModelError error = model.error().orElseThrow();
    assertTrue(error.networks() >= 20, error.networks() + " validation networks");
    assertTrue(error.within10() >= 0.95, error.toString());
    SplittableRandom random = new SplittableRandom(1);
    ArchVariation variation = new ArchVariation(space, space.resolutions());
    Task task = Task.of(space, 37, 1);
    for (int i = 0; i < 50; i++) {
      var network = space.lower(task, variation.sample(random));
      if (model.missing(network).isEmpty()) {
        Prediction prediction = model.predict(network);
        assertTrue(prediction.latencyMs() > 0);
        assertTrue(prediction.upperMs().orElseThrow() >= prediction.latencyMs());
      }
    }
  }
}
