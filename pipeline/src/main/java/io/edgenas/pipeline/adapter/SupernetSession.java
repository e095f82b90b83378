package io.edgenas.pipeline.adapter;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.elastic.RunningStatistics;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.evaluate.RecalibrationSample;
import io.edgenas.supernet.norm.BatchNormStatistics;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.store.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/** A trained supernet, loaded. Holds natives and a thread: whoever opens it closes it. */
public final class SupernetSession implements AutoCloseable {
  private final SupernetFolder folder;
  private final TensorThread thread;
  private final boolean ownsThread;
  private final ElasticSupernet supernet;
  private final Optional<BatchNormStatistics> runningStatistics;

  private SupernetSession(
      SupernetFolder folder, TensorThread thread, boolean ownsThread, ElasticSupernet supernet) {
    this.runningStatistics = runningStatistics(folder);
    this.folder = folder;
    this.thread = thread;
    this.ownsThread = ownsThread;
    this.supernet = supernet;
  }

  /** Loads a supernet to compute on the CPU; see {@link #open(Path, EngineSettings)}. */
  public static SupernetSession open(Path path) {
    return open(path, EngineSettings.ofThisMachine());
  }

  /**
   * Loads a supernet; everything is read and checked before the tensor engine starts.
   *
   * @throws BadInputException if the folder is none, or its training has not ended
   */
  public static SupernetSession open(Path path, EngineSettings settings) {
    SupernetFolder folder = SupernetFolder.open(path);
    SortedMap<String, Tensor> weights = folder.weights();
    TensorThread thread = TensorThread.start(settings);
    try {
      return new SupernetSession(folder, thread, true, load(folder, thread, weights));
    } catch (RuntimeException e) {
      thread.close();
      throw e;
    }
  }

  /** Loads a supernet on a thread that stays the caller's. */
  public static SupernetSession open(SupernetFolder folder, TensorThread thread) {
    return new SupernetSession(folder, thread, false, load(folder, thread, folder.weights()));
  }

  private static ElasticSupernet load(
      SupernetFolder folder, TensorThread thread, SortedMap<String, Tensor> weights) {
    SupernetDescription description = folder.description();
    return named(
        folder, () -> ElasticSupernet.of(thread, description.space(), description.task(), weights));
  }

  /** Refusals of a file's contents do not know where they come from. */
  private static <T> T named(SupernetFolder folder, Supplier<T> made) {
    try {
      return made.get();
    } catch (BadInputException e) {
      throw e.at(folder.path().toString());
    }
  }

  private static Optional<BatchNormStatistics> runningStatistics(SupernetFolder folder) {
    SupernetDescription description = folder.description();
    MbConvSpace space = description.space();
    return folder
        .runningStatistics()
        .map(
            values ->
                named(
                    folder,
                    () ->
                        RunningStatistics.of(
                            space.lower(description.task(), space.largest()), values)));
  }

  public SupernetFolder folder() {
    return folder;
  }

  public SupernetDescription description() {
    return folder.description();
  }

  /** SHA-256 of the weights, by which an exported file names its origin. */
  public String weightsSha256() throws IOException {
    return folder.weightsSha256();
  }

  public ElasticSupernet supernet() {
    return supernet;
  }

  /** What an imported supernet's trainer kept for its largest network. */
  public Optional<BatchNormStatistics> runningStatistics() {
    return runningStatistics;
  }

  /** The images in the folder on which batch norm is recalibrated, or a sample of {@code data}. */
  public Dataset recalibrationImages(DataSplits data) {
    return folder
        .recalibrationImages()
        .orElseGet(
            () ->
                RecalibrationSample.of(
                    data,
                    TrainingPolicy.DEFAULT_RECALIBRATION_IMAGES,
                    description().provenance().seed()));
  }

  /**
   * The images in the folder on which batch norm is recalibrated.
   *
   * @throws BadInputException if it was made without
   */
  public Dataset recalibrationImages() {
    return folder
        .recalibrationImages()
        .orElseThrow(
            () ->
                new BadInputException(
                    folder.path() + " holds no recalibration images: give --data"));
  }

  @Override
  public void close() {
    supernet.close();
    if (ownsThread) {
      thread.close();
    }
  }
}
