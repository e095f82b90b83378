package io.edgenas.pipeline.train;

import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.pipeline.adapter.AccuracyModelFile;
import io.edgenas.pipeline.adapter.SupernetAccuracy;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.search.accuracy.ArchFeatures;
import io.edgenas.search.accuracy.ChosenModel;
import io.edgenas.search.accuracy.LearnerChoice;
import io.edgenas.search.accuracy.RidgeAccuracyModel;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.evaluate.HeldOut;
import io.edgenas.supernet.evaluate.RecalibrationSample;
import io.edgenas.supernet.evaluate.SubnetSampler;
import io.edgenas.supernet.policy.SamplesSpec;
import io.edgenas.supernet.store.SampleLog;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The last phase of training: images for recalibration, evaluated subnets and the accuracy models
 * fitted on them go into the supernet's folder, so that later commands need no data set. Goes on
 * where it was interrupted.
 */
public final class SubnetSampling {
  /** Hears how far it is. */
  @FunctionalInterface
  public interface Listener {
    void evaluated(int done, int wanted);
  }

  private final SupernetSession session;
  private final DataSplits data;
  private final boolean keepImages;
  private final int recalibrationImages;
  private final SamplesSpec spec;

  /** Samples as the policy of the folder has it. */
  public SubnetSampling(SupernetSession session, DataSplits data, boolean keepImages) {
    this(
        session,
        data,
        keepImages,
        session.folder().policy().recalibrationImages(),
        session.folder().policy().samples());
  }

  /**
   * @param keepImages whether training images may go into the folder
   * @param recalibrationImages number of training images on which batch norm is recalibrated
   * @param spec how many subnets are evaluated, on how many images
   */
  public SubnetSampling(
      SupernetSession session,
      DataSplits data,
      boolean keepImages,
      int recalibrationImages,
      SamplesSpec spec) {
    this.session = session;
    this.data = data;
    this.keepImages = keepImages;
    this.recalibrationImages = recalibrationImages;
    this.spec = spec;
  }

  /**
   * Evaluates what is missing and fits the models.
   *
   * @param stop asked before each evaluation
   * @param enough asked before each evaluation: whether to make do with what there is
   * @return empty if told to stop
   */
  public Optional<ChosenModel> run(Listener listener, BooleanSupplier stop, BooleanSupplier enough)
      throws IOException {
    SupernetFolder folder = session.folder();
    long seed = folder.description().provenance().seed();
    Dataset recalibration = RecalibrationSample.of(data, recalibrationImages, seed);
    if (keepImages && folder.recalibrationImages().isEmpty()) {
      folder.writeRecalibrationImages(recalibration);
    }
    Dataset learning = HeldOut.of(data).learning();
    int images = Math.min(spec.images(), learning.size());
    Evaluator evaluator =
        new Evaluator(
            session.supernet(),
            folder.description().input(),
            recalibration,
            learning.range(0, images));
    List<Arch> wanted =
        SubnetSampler.draw(
            folder.description().space(), folder.description().task(), sampleSize(spec), seed);
    List<EvaluatedArch> samples;
    try (SampleLog log = folder.openSamples()) {
      int[] done = {log.rows().size()};
      SubnetSampler.run(
          evaluator,
          wanted,
          log,
          sample -> listener.evaluated(++done[0], wanted.size()),
          () ->
              stop.getAsBoolean()
                  || (done[0] >= LearnerChoice.MIN_SAMPLES && enough.getAsBoolean()));
      if (stop.getAsBoolean()) {
        return Optional.empty();
      }
      samples = log.rows();
    }
    AccuracyModelFile.write(AccuracyModelFile.in(folder.path()), linear(samples));
    ChosenModel chosen = SupernetAccuracy.of(session.description()).fit(samples);
    SupernetAccuracy.write(folder.path(), chosen);
    return Optional.of(chosen);
  }

  /** What is asked for, but no fewer than a model can be fitted on. */
  static int sampleSize(SamplesSpec spec) {
    return Math.max(LearnerChoice.MIN_SAMPLES, spec.subnets());
  }

  /** The model for other tools, which read ONNX files. */
  private RidgeAccuracyModel linear(List<EvaluatedArch> samples) {
    return RidgeAccuracyModel.fit(
        new ArchFeatures(session.description().space(), session.description().task().resolutions()),
        samples);
  }
}
