package io.edgenas.pipeline.train;

import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.Json;
import io.edgenas.data.DataSplits;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.search.accuracy.ChosenModel;
import io.edgenas.supernet.onceforall.OnceForAllSupernet;
import io.edgenas.supernet.policy.SamplesSpec;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Turns a PyTorch checkpoint into a supernet folder and fits an accuracy model. */
public final class SupernetImport {
  /** The space as a file of its own: profiling takes it. */
  private static final String SPACE = "space.json";

  private final Path folder;
  private final OnceForAllSupernet supernet;
  private final SupernetDescription description;

  private SupernetImport(
      Path folder, OnceForAllSupernet supernet, SupernetDescription description) {
    this.folder = folder;
    this.supernet = supernet;
    this.description = description;
  }

  /**
   * Reads and checks everything; writes nothing.
   *
   * @throws io.edgenas.base.input.BadInputException naming what is refused
   */
  public static SupernetImport prepare(ImportRequest request, Path folder) throws IOException {
    OnceForAllSupernet supernet = OnceForAllSupernet.read(request.file(), request.choices());
    return new SupernetImport(folder, supernet, request.describe(supernet));
  }

  public SupernetDescription description() {
    return description;
  }

  /**
   * Writes the folder, or finds this very supernet in it.
   *
   * @throws io.edgenas.base.input.BadInputException if it holds another
   */
  public void write() throws IOException {
    SupernetFolder made = SupernetFolder.openOrCreateImported(folder, description);
    if (!made.trained()) {
      AtomicFiles.write(folder.resolve(SPACE), Json.pretty(description.space().toJson()));
      made.writeRunningStatistics(supernet.statistics());
      made.writeWeights(supernet.weights()); // last: a folder with weights is complete
    }
  }

  /**
   * Evaluates subnets of the written folder and fits its accuracy model; goes on where it was
   * interrupted.
   *
   * @param keepImages whether images for recalibration may go into the folder
   * @param recalibrationImages number of training images on which batch norm is recalibrated
   * @param samples how many subnets are evaluated, on how many images
   * @param stop asked before each evaluation
   * @return empty if told to stop
   */
  public Optional<ChosenModel> sample(
      DataSplits data,
      boolean keepImages,
      int recalibrationImages,
      SamplesSpec samples,
      SubnetSampling.Listener listener,
      BooleanSupplier stop)
      throws IOException {
    try (SupernetSession session = SupernetSession.open(folder)) {
      return new SubnetSampling(session, data, keepImages, recalibrationImages, samples)
          .run(listener, stop, () -> false);
    }
  }
}
