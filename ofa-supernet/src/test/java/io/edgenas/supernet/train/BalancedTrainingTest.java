package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.MemoryDataset;
import io.edgenas.data.batch.Balance;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.elastic.TinyData;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.evaluate.ClassRecall;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.evaluate.RecalibrationSample;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A planted task of four patterns, of which one has a twentieth of the others' images. */
class BalancedTrainingTest {
  private static final int RARE = 3;
  private static final DataSplits DATA = data();
  private static TensorThread thread;

  @TempDir private Path temporary;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  private static DataSplits data() {
    DataSplits equal = TinyData.splits(320);
    Dataset all = equal.train();
    Dataset train =
        all.select(
            IntStream.range(0, all.size()).filter(i -> all.label(i) != RARE || i < 16).toArray());
    return new DataSplits(
        equal.labels(),
        equal.channels(),
        equal.nativeSize(),
        train,
        equal.validation(),
        MemoryDataset.EMPTY,
        TinyTraining.DATA.fingerprint(),
        List.of());
  }

  private ClassRecall trained(Balance balance) throws IOException {
    TrainingPolicy policy =
        TrainingPolicy.read(
            Document.parse(
                """
                schema: 1
                name: short
                recipe: sandwich
                batch_size: 16
                optimizer: {momentum: 0.9, nesterov: true, weight_decay: 3.0e-5, clip_norm: 5}
                balance: %s
                checkpoint_steps: 100
                recalibration_images: 64
                samples: {subnets: 8, images: 80}
                phases:
                  - {name: full, epochs: 3, learning_rate: 0.05}
                """
                    .formatted(balance.text()),
                "short.yaml"));
    SupernetFolder folder = TinyTraining.folder(temporary.resolve(balance.text()), policy, 11);
    new Trainer(thread, folder, DATA, System::nanoTime, TrainingListener.SILENT, () -> false).run();
    try (ElasticSupernet supernet =
        ElasticSupernet.of(thread, TinySpace.SPACE, TinySpace.TASK, folder.weights())) {
      Dataset recalibration = RecalibrationSample.of(DATA, 64, 11);
      return new Evaluator(supernet, TinyData.CONTRACT, recalibration, DATA.validation())
          .evaluate(TinySpace.SPACE.largest())
          .recall();
    }
  }

  @Test
  void balancingFindsTheRareClassAndLiftsTheBalancedTop1() throws IOException {
    ClassRecall none = trained(Balance.NONE);
    for (Balance balance : List.of(Balance.SAMPLER, Balance.LOSS)) {
      ClassRecall balanced = trained(balance);
      String compared = balance + " " + balanced + ", without " + none;
      assertTrue(balanced.of(RARE).getAsDouble() >= none.of(RARE).getAsDouble() + 0.2, compared);
      assertTrue(balanced.balancedTop1() >= none.balancedTop1() + 0.03, compared);
    }
  }
}
