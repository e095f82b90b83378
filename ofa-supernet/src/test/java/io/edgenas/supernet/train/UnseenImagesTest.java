package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.images.Image;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.elastic.TinyData;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.evaluate.RecalibrationSample;
import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.LogRow;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judging subnets uses unchanged training and validation images, and never a test image. */
class UnseenImagesTest {
  private static final DataSplits PLAIN = TinyTraining.DATA;

  /** The same images; tells which are read. */
  private static Dataset watched(Dataset data, IntConsumer read) {
    return new Dataset() {
      @Override
      public int size() {
        return data.size();
      }

      @Override
      public Image image(int index) {
        read.accept(index);
        return data.image(index);
      }

      @Override
      public int label(int index) {
        return data.label(index);
      }
    };
  }

  private static DataSplits withTest(Dataset test) {
    return new DataSplits(
        PLAIN.labels(),
        PLAIN.channels(),
        PLAIN.nativeSize(),
        PLAIN.train(),
        PLAIN.validation(),
        test,
        PLAIN.fingerprint(),
        List.of());
  }

  @Test
  void trainingNeverReadsTestImagesAndJudgesOnUnchangedOnes(@TempDir Path temporary)
      throws IOException {
    int[] read = {0};
    DataSplits data = withTest(watched(TinyData.splits(40).train(), index -> read[0]++));
    String strong =
        Json.pretty(Policies.builtIn("tiny").scaledEpochs(0.25).toJson())
            .replace("\"shift\" : 0.1", "\"shift\" : 0.4, \"brightness\" : 1, \"contrast\" : 1")
            .replace("\"smallest_crop_area\" : 1.0", "\"smallest_crop_area\" : 0.1");
    TrainingPolicy policy = TrainingPolicy.read(Document.parse(strong, "strong.json"));
    assertTrue(policy.augmentation().crop().active() && policy.augmentation().colours().active());
    SupernetFolder folder = TinyTraining.folder(temporary, policy, 3);
    try (TensorThread thread = Tensors.start()) {
      new Trainer(thread, folder, data, System::nanoTime, TrainingListener.SILENT, () -> false)
          .run();
      assertEquals(0, read[0], "test images read");
      List<LogRow> log = folder.log();
      LogRow last = log.get(log.size() - 1);
      try (ElasticSupernet supernet =
          ElasticSupernet.of(thread, TinySpace.SPACE, TinySpace.TASK, folder.weights())) {
        Evaluator plain =
            new Evaluator(
                supernet,
                TinyData.CONTRACT,
                RecalibrationSample.of(PLAIN, policy.recalibrationImages(), 3),
                PLAIN.validation().range(0, policy.samples().images()));
        assertEquals(
            last.largestTop1().getAsDouble(), plain.evaluate(TinySpace.SPACE.largest()).top1());
        assertEquals(
            last.smallestTop1().getAsDouble(), plain.evaluate(TinySpace.SPACE.smallest()).top1());
      }
    }
  }

  @Test
  void recalibrationTakesTrainingImagesAsTheyAre() {
    Dataset sample = RecalibrationSample.of(PLAIN, 64, 3);
    for (int i = 0; i < sample.size(); i++) {
      Image image = sample.image(i);
      boolean found = false;
      for (int j = 0; j < PLAIN.train().size() && !found; j++) {
        found = PLAIN.train().image(j).equals(image);
      }
      assertTrue(found, "image " + i);
    }
  }
}
