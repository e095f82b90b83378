package io.edgenas.supernet.train;

import io.edgenas.data.DataSplits;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.elastic.TinyData;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.LogRow;
import io.edgenas.supernet.store.Origin;
import io.edgenas.supernet.store.Provenance;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** A training of the tiny space, here or in a process of its own. */
final class TinyTraining {
  static final DataSplits DATA = TinyData.splits(192);

  private TinyTraining() {}

  static SupernetFolder folder(Path path, TrainingPolicy policy, long seed) throws IOException {
    return SupernetFolder.openOrCreate(
        path,
        new SupernetDescription(
            TinySpace.SPACE,
            TinySpace.TASK,
            TinyData.CONTRACT,
            new Origin.Trained(policy.hash(), DATA.fingerprint()),
            new Provenance("test", seed, new TreeMap<>())),
        policy);
  }

  static List<LogRow> logWithoutTimes(SupernetFolder folder) {
    return folder.log().stream()
        .map(
            row ->
                new LogRow(
                    row.phase(),
                    row.phaseName(),
                    row.step(),
                    row.learningRate(),
                    row.loss(),
                    row.largestTop1(),
                    row.smallestTop1(),
                    0))
        .toList();
  }

  /** Trains the supernet in a folder to the end. */
  static void run(SupernetFolder folder, TrainingListener listener) {
    try (TensorThread thread = Tensors.start()) {
      new Trainer(thread, folder, DATA, System::nanoTime, listener, () -> false).run();
    }
  }

  /** Does it in the folder that the argument names, and says a line after each step. */
  public static void main(String[] arguments) {
    run(
        SupernetFolder.open(Path.of(arguments[0])),
        progress -> System.out.println("step " + progress.step()));
  }
}
