package io.edgenas.search.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.base.output.Sha256;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order, values and trends of features: accuracy models in users' hands rely on them. */
class GoldenFeaturesTest {
  private static final List<String> SPACES =
      List.of("ofa-mbv3-w1.0", "ofa-mbv3-w1.2", "mobile-28", "mobile-96", "tiny");

  @Test
  void everySpaceKeepsItsFeatures() {
    List<String> lines = new ArrayList<>();
    for (String name : SPACES) {
      var space = Spaces.builtIn(name);
      var features = new ArchFeatures(space, space.resolutions());
      StringBuilder all = new StringBuilder();
      all.append(features.names()).append(features.trends()).append('\n');
      for (var arch : TinySpace.randomArchs(space, 100, 3)) {
        all.append(Arrays.toString(features.encode(arch))).append('\n');
      }
      lines.add(name + " " + features.size() + " " + Sha256.of(all.toString()).substring(0, 16));
    }
    assertEquals(
        """
        ofa-mbv3-w1.0 146 73aadb42118979d6
        ofa-mbv3-w1.2 146 0152e4b8b4bbdd5a
        mobile-28 56 b4d6b8b5ac6a0617
        mobile-96 86 43011381fa41fb16
        tiny 26 6840405ee6a9d1e6
        """,
        String.join("\n", lines) + "\n");
  }

  @Test
  void aFitKeepsItsCoefficients() {
    var features = new ArchFeatures(TinySpace.SPACE, TinySpace.SPACE.resolutions());
    List<EvaluatedArch> samples = new ArrayList<>();
    for (var arch : TinySpace.randomArchs(60, 4)) {
      samples.add(
          new EvaluatedArch(arch, 0.5 + Sha256.of(arch.toString()).charAt(0) / 1000.0, 1_000));
    }
    var model = RidgeAccuracyModel.fit(features, samples);
    // The digest is older than the name of the error's class.
    String error = model.error().toString().replace("AccuracyError", "ModelError");
    String fitted = Arrays.toString(model.coefficients()) + model.intercept() + error;
    assertEquals(
        "819566e353db000c43526bd0003ad1a84ee811efb106625590a619b9ba1f4309", Sha256.of(fitted));
  }
}
