package io.edgenas.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.experiments.ChildTiming.Pair;
import io.edgenas.onnx.emit.AffineModelEmitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTimingTest {
  @Test
  void timesAModelInBothPlaces(@TempDir Path temp) throws IOException, InterruptedException {
    byte[] onnx = AffineModelEmitter.emit(new double[] {0.5, -2, 4}, 10, Map.of());
    Path model = Files.write(temp.resolve("affine.onnx"), onnx);

    List<Pair> pairs = ChildTiming.measure(model, 2, 0.3);

    assertEquals(2, pairs.size());
    for (Pair pair : pairs) {
      assertTrue(pair.childMs() > 0 && pair.hereMs() > 0, pair.toString());
    }
  }

  @Test
  void summaryHasTheMedianAndTheRange() {
    List<Pair> pairs = List.of(new Pair(3, 2), new Pair(2, 2), new Pair(2, 4));

    assertEquals(
        "ratio: median 1.0000, 0.5000 to 1.5000 in 3 pairs",
        ChildTiming.summary("ratio", pairs, Pair::ratio));
  }
}
