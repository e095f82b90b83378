package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.network.Layer;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.emit.ExportException;
import io.edgenas.onnx.file.Parity;
import io.edgenas.operation.WeightSpec;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.pipeline.extract.SubnetExport;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exported files against a supernet that has learnt something. */
class SubnetParityTest {
  private static final int IMAGES = 16;
  private static final String POLICY =
      """
      schema: 1
      name: test
      recipe: progressive-shrinking
      batch_size: 32
      optimizer: {momentum: 0.9, nesterov: true, weight_decay: 3.0e-5, clip_norm: 5}
      checkpoint_steps: 1000
      recalibration_images: 128
      samples: {subnets: 2, images: 64}
      phases:
        - {name: all, epochs: 1, learning_rate: 0.1, subnets_per_step: 2, \
      kernels: all, depths: all, expands: all, widths: all}
      """;

  @TempDir private static Path folder;
  private static SupernetSession session;
  private static SubnetExport export;

  @BeforeAll
  static void train() throws IOException {
    Path policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Path supernet = folder.resolve("supernet");
    CommandRun.succeeding(
        "train",
        "--data",
        "bundled",
        "--space",
        "tiny",
        "--policy",
        policy.toString(),
        "--out",
        supernet.toString());
    session = SupernetSession.open(supernet);
    export = new SubnetExport(session, session.recalibrationImages());
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @Test
  void filesOfAHundredRandomSubnetsScoreAsTheSupernetDoes() {
    for (Arch arch : TinySpace.randomArchs(100, 11)) {
      Parity parity = export.compare(arch, IMAGES, UnaryOperator.identity());
      parity.require();
      assertTrue(parity.standardDeviation() > 1, arch + ": " + parity);
      assertEquals(0, parity.otherTop1(), arch.toString());
    }
  }

  @Test
  void oneGammaThatIsOffByAHundredthIsNoticed() {
    for (Arch arch : TinySpace.randomArchs(10, 12)) {
      Parity parity = export.compare(arch, IMAGES, weights -> new OneGammaOff(weights));
      assertThrows(ExportException.class, parity::require, arch.toString());
    }
  }

  /** The batch norm of the stem with its gamma times 1.01. */
  private record OneGammaOff(WeightSource weights) implements WeightSource {
    @Override
    public float[] values(Layer layer, WeightSpec weight) {
      float[] values = weights.values(layer, weight);
      if (layer.name().equals("stem") && weight.role() == WeightSpec.Role.BN_GAMMA) {
        for (int i = 0; i < values.length; i++) {
          values[i] *= 1.01f;
        }
      }
      return values;
    }

    @Override
    public double batchNormEpsilon() {
      return weights.batchNormEpsilon();
    }
  }
}
