package io.edgenas.cli.job;

import io.edgenas.cli.adapter.AccuracyModelFile;
import io.edgenas.cli.adapter.SupernetSession;
import io.edgenas.search.accuracy.ArchFeatures;
import io.edgenas.search.accuracy.RidgeAccuracyModel;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.supernet.data.DataSplits;
import io.edgenas.supernet.data.Dataset;
import io.edgenas.supernet.data.Seeds;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.Sample;
import io.edgenas.supernet.store.SampleLog;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.train.Evaluation;
import io.edgenas.supernet.train.Evaluator;
import io.edgenas.supernet.train.Trainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * The last phase of training: images for recalibration, evaluated subnets and the accuracy model
 * fitted on them go into the supernet's folder, so that later commands need no data set. Goes on
 * where it was interrupted.
 */
public final class SubnetSampling {
  /** Hears how far it is. */
  @FunctionalInterface
  public interface Listener {
    void evaluated(int done, int wanted);
  }

  private static final int TRIES_PER_SAMPLE = 100;

  private final SupernetSession session;
  private final DataSplits data;
  private final boolean keepImages;

  /**
   * @param keepImages whether training images may go into the folder
   */
  public SubnetSampling(SupernetSession session, DataSplits data, boolean keepImages) {
    this.session = session;
    this.data = data;
    this.keepImages = keepImages;
  }

  /**
   * Evaluates what is missing and fits the model.
   *
   * @param stop asked before each evaluation
   * @param enough asked before each evaluation: whether to make do with what there is
   * @return empty if told to stop
   */
  public Optional<RidgeAccuracyModel> run(
      Listener listener, BooleanSupplier stop, BooleanSupplier enough) throws IOException {
    SupernetFolder folder = session.folder();
    TrainingPolicy policy = folder.policy();
    long seed = folder.description().provenance().seed();
    Dataset recalibration = Trainer.recalibrationImages(data, policy, seed);
    if (keepImages && folder.recalibrationImages().isEmpty()) {
      folder.writeRecalibrationImages(recalibration);
    }
    int images = Math.min(policy.samples().images(), data.validation().size());
    Evaluator evaluator =
        new Evaluator(
            session.supernet(),
            folder.description().input(),
            recalibration,
            data.validation().range(0, images));
    List<ArchSpec> wanted = sample(sampleSize(policy), seed);
    List<Sample> samples;
    try (SampleLog log = folder.openSamples()) {
      Set<ArchSpec> done = new HashSet<>(log.rows().stream().map(Sample::arch).toList());
      for (ArchSpec arch : wanted) {
        if (done.contains(arch)) {
          continue;
        }
        if (stop.getAsBoolean()) {
          return Optional.empty();
        }
        if (done.size() >= RidgeAccuracyModel.MIN_SAMPLES && enough.getAsBoolean()) {
          break;
        }
        Evaluation evaluation = evaluator.evaluate(arch);
        log.append(new Sample(arch, evaluation.top1(), evaluation.imageCount()));
        done.add(arch);
        listener.evaluated(done.size(), wanted.size());
      }
      samples = log.rows();
    }
    RidgeAccuracyModel model = fit(samples);
    AccuracyModelFile.write(AccuracyModelFile.in(folder.path()), model);
    return Optional.of(model);
  }

  /** What the policy asks for, but no fewer than a model can be fitted on. */
  static int sampleSize(TrainingPolicy policy) {
    return Math.max(RidgeAccuracyModel.MIN_SAMPLES, policy.samples().subnets());
  }

  /** The ends of the space, then random subnets; a function of the seed. */
  private List<ArchSpec> sample(int count, long seed) {
    SearchSpace space = session.description().space();
    List<Integer> resolutions = session.description().task().resolutions();
    RandomGenerator random = Seeds.generator(seed, "samples");
    ArchVariation variation = new ArchVariation(space, resolutions);
    Set<ArchSpec> drawn = new LinkedHashSet<>();
    drawn.add(space.smallest().withResolution(resolutions.get(0)));
    drawn.add(space.largest().withResolution(resolutions.get(resolutions.size() - 1)));
    for (long tries = 0; drawn.size() < count && tries < (long) TRIES_PER_SAMPLE * count; tries++) {
      drawn.add(variation.sample(random));
    }
    return List.copyOf(drawn);
  }

  private RidgeAccuracyModel fit(List<Sample> samples) {
    List<io.edgenas.search.accuracy.Sample> evaluated = new ArrayList<>();
    for (Sample sample : samples) {
      evaluated.add(new io.edgenas.search.accuracy.Sample(sample.arch(), sample.top1()));
    }
    return RidgeAccuracyModel.fit(
        new ArchFeatures(session.description().space(), session.description().task().resolutions()),
        evaluated);
  }
}
