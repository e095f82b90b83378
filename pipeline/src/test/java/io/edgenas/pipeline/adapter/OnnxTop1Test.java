package io.edgenas.pipeline.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.statistics.ArgMax;
import io.edgenas.data.Dataset;
import io.edgenas.images.Fit;
import io.edgenas.images.Image;
import io.edgenas.images.InputContract;
import io.edgenas.images.Preprocessor;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.ExportException;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.supernet.evaluate.ClassRecall;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxTop1Test {
  private static final Network NETWORK = TinySpace.lower(TinySpace.SPACE.largest());
  private static final InputContract CONTRACT =
      InputContract.of(1, NETWORK.input().height(), Fit.CROP, List.of(0.3), List.of(0.2));

  private static OnnxModel model() {
    byte[] onnx = new Float32Emitter().network(NETWORK, new RandomWeights(5), EmitOptions.DEFAULT);
    return OnnxModel.load(onnx, "test.onnx", RuntimeConfig.DEFAULT);
  }

  private static Image image(int seed) {
    byte[] samples = new byte[24 * 24];
    new Random(seed).nextBytes(samples);
    return Image.of(24, 24, 1, samples);
  }

  /** Twenty images, of which the first {@code right} carry the class that the model gives them. */
  private static Dataset labelled(OnnxModel model, int right) {
    return new Dataset() {
      @Override
      public int size() {
        return 20;
      }

      @Override
      public Image image(int index) {
        return OnnxTop1Test.image(index);
      }

      @Override
      public int label(int index) {
        float[] scores = model.run(new Preprocessor(CONTRACT).toChw(image(index)), 1);
        int given = ArgMax.of(scores);
        return index < right ? given : (given + 1) % 4;
      }
    };
  }

  @Test
  void countsTheImagesThatTheModelGetsRight() {
    try (OnnxModel model = model()) {
      assertEquals(1, OnnxTop1.of(model, CONTRACT, 4, labelled(model, 20)).top1());
      ClassRecall recall = OnnxTop1.of(model, CONTRACT, 4, labelled(model, 7));
      assertEquals(0.35, recall.top1());
      assertEquals(20, recall.imageCount());
      assertEquals(0, OnnxTop1.of(model, CONTRACT, 4, labelled(model, 0)).top1());
    }
  }

  @Test
  void refusesAModelOfAnotherSize() {
    try (OnnxModel model = model()) {
      Exception refused =
          assertThrows(
              BadInputException.class,
              () -> OnnxTop1.of(model, CONTRACT.withSize(16), 4, labelled(model, 1)));
      assertTrue(refused.getMessage().contains("[1, 1, 16, 16]"), refused.getMessage());
    }
  }

  /** Issue 11: such an image counted as wrong, which is a number and not what happened. */
  @Test
  void aFileWhoseScoresAreNoNumbersIsAnError() {
    Layer last = NETWORK.layers().get(NETWORK.layers().size() - 1);
    WeightSource huge =
        (layer, weight) -> {
          float[] values = new RandomWeights(5).values(layer, weight);
          if (layer.equals(last)) {
            Arrays.fill(values, Float.MAX_VALUE);
          }
          return values;
        };
    byte[] onnx = new Float32Emitter().network(NETWORK, huge, EmitOptions.DEFAULT);
    try (OnnxModel right = model();
        OnnxModel broken = OnnxModel.load(onnx, "broken.onnx", RuntimeConfig.DEFAULT)) {
      Exception refused =
          assertThrows(
              ExportException.class, () -> OnnxTop1.of(broken, CONTRACT, 4, labelled(right, 3)));
      assertTrue(refused.getMessage().contains("image 0 score"), refused.getMessage());
    }
  }
}
