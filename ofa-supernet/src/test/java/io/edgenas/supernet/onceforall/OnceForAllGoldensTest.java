package io.edgenas.supernet.onceforall;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.data.DataSplits;
import io.edgenas.data.source.DataSource;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import io.edgenas.images.Preprocessor;
import io.edgenas.network.Network;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.elastic.Recalibrator;
import io.edgenas.supernet.elastic.RunningStatistics;
import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.norm.BatchNormStatistics;
import io.edgenas.supernet.onceforall.Goldens.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An imported supernet computes what once-for-all's own code computes with it. */
class OnceForAllGoldensTest {
  private static final InputContract CONTRACT =
      InputContract.of(
          3, Goldens.RESOLUTION, Fit.CROP, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

  /** Subnets whose accuracy is compared: one in the gate, all 24 with {@code -D...=24}. */
  private static final int JUDGED = Integer.getInteger("edgenas.goldens.judged", 1);

  private static TensorThread thread;
  private static ElasticSupernet supernet;
  private static BatchNormStatistics running;
  private static List<Golden> goldens;

  @TempDir static Path temp;

  @BeforeAll
  static void start() {
    OnceForAllSupernet imported = Goldens.supernet();
    goldens = Goldens.read(imported.space());
    thread = Tensors.start();
    supernet = ElasticSupernet.of(thread, imported.space(), imported.task(), imported.weights());
    running =
        RunningStatistics.of(supernet.lower(imported.space().largest()), imported.statistics());
  }

  @AfterAll
  static void stop() {
    if (thread != null) {
      supernet.close();
      thread.close();
    }
  }

  @Test
  void parametersAreExact() {
    for (Golden golden : goldens) {
      assertEquals(golden.params(), supernet.lower(golden.arch()).params(), "" + golden.arch());
    }
    assertEquals(24, goldens.size());
  }

  @Test
  void logitsAgree() {
    float[] input = Goldens.input();
    for (Golden golden : goldens) {
      Network network = supernet.lower(golden.arch());
      float[] logits = supernet.logits(input, Goldens.IMAGES, network, running.cutTo(network));
      float largest = 0;
      for (float logit : golden.logits()) {
        largest = Math.max(largest, Math.abs(logit));
      }
      assertArrayEquals(golden.logits(), logits, 1e-3f * largest, "" + golden.arch());
    }
  }

  private static DataSplits fashionMnist() {
    Path folder = Path.of("/usr/share/datasets/fashion-mnist");
    Assumptions.assumeTrue(
        Files.isDirectory(folder), folder + " is absent: apt-get install dataset-fashion-mnist");
    return DataSource.open("idx:" + folder, temp, Goldens.RESOLUTION);
  }

  @Test
  void preprocessingGivesTheSameInput() {
    DataSplits data = fashionMnist();
    float[] golden = Goldens.input();
    int length = golden.length / Goldens.IMAGES;
    for (int i = 0; i < Goldens.IMAGES; i++) {
      assertArrayEquals(
          Arrays.copyOfRange(golden, i * length, (i + 1) * length),
          new Preprocessor(CONTRACT).toChw(data.test().image(i)),
          1e-5f);
    }
  }

  @Test
  void accuraciesAgreeBeforeAndAfterRecalibration() {
    DataSplits data = fashionMnist();
    Recalibrator recalibrator =
        new Recalibrator(supernet, CONTRACT, data.train().range(0, 2_000), OptionalInt.of(100));
    Evaluator evaluator =
        new Evaluator(
            supernet, CONTRACT, recalibrator, data.test().range(0, 1_000), Optional.of(running));
    for (Golden golden : goldens.subList(goldens.size() - JUDGED, goldens.size())) {
      String arch = golden.arch().toString();
      double before = evaluator.evaluateWithoutRecalibration(golden.arch()).top1();
      double after = evaluator.evaluate(golden.arch()).top1();
      assertEquals(golden.top1WithoutRecalibration(), before, 0.002 + 1e-6, arch);
      assertEquals(golden.top1(), after, 0.002 + 1e-6, arch);
    }
  }
}
