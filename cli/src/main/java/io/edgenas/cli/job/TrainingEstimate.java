package io.edgenas.cli.job;

import io.edgenas.space.ArchSpec;
import io.edgenas.supernet.ElasticSupernet;
import io.edgenas.supernet.data.DataSplits;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.train.Evaluator;
import io.edgenas.supernet.train.TimeLimit;
import io.edgenas.supernet.train.TrainingPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How long everything that {@code train} does will take.
 *
 * @param training the phases, as they will be carried out
 * @param secondsPerSample one evaluated subnet
 * @param samples subnets that are evaluated at the end
 */
public record TrainingEstimate(TrainingPlan training, double secondsPerSample, int samples) {
  private static final int MEASURED_STEPS = 14;
  private static final int MEASURED_IMAGES = 256;

  /** Measures a few steps of each phase and an evaluation; leaves nothing behind. */
  static TrainingEstimate measure(
      TensorThread thread,
      SupernetDescription description,
      TrainingPolicy policy,
      DataSplits data,
      BooleanSupplier stop) {
    TrainingPlan training =
        TrainingPlan.measure(
            thread,
            description.space(),
            description.task(),
            description.input(),
            data.train(),
            policy,
            MEASURED_STEPS,
            Clock.systemUTC(),
            stop);
    return new TrainingEstimate(
        training,
        secondsPerSample(thread, description, policy, data),
        SubnetSampling.sampleSize(policy.samples()));
  }

  /** Between the smallest and the largest subnet, at a middle resolution, on a few images. */
  private static double secondsPerSample(
      TensorThread thread,
      SupernetDescription description,
      TrainingPolicy policy,
      DataSplits data) {
    List<Integer> resolutions = description.task().resolutions();
    int resolution = resolutions.get(resolutions.size() / 2);
    List<ArchSpec> ends =
        List.of(
            description.space().smallest().withResolution(resolution),
            description.space().largest().withResolution(resolution));
    int recalibration = Math.min(MEASURED_IMAGES, data.train().size());
    int judged = Math.min(MEASURED_IMAGES, data.validation().size());
    try (ElasticSupernet fresh =
        ElasticSupernet.create(thread, description.space(), description.task(), 0)) {
      Evaluator evaluator =
          new Evaluator(
              fresh,
              description.input(),
              data.train().range(0, recalibration),
              data.validation().range(0, judged));
      ends.forEach(evaluator::evaluate);
      long start = System.nanoTime();
      ends.forEach(evaluator::evaluate);
      double seconds = (System.nanoTime() - start) / 1e9 / ends.size();
      double perImage = seconds / (recalibration + judged);
      int images =
          Math.min(policy.recalibrationImages(), data.train().size())
              + Math.min(policy.samples().images(), data.validation().size());
      return perImage * images;
    }
  }

  /** The steps of all phases. */
  public double trainingSeconds() {
    return training.seconds();
  }

  /** The evaluated subnets, and two at the end of each phase. */
  public double evaluationSeconds() {
    return secondsPerSample * (samples + 2 * training.phases().size());
  }

  /** Everything. */
  public Duration total() {
    return Duration.ofMillis((long) (1e3 * (trainingSeconds() + evaluationSeconds())));
  }

  /** Whether phases were cut to fit a time. */
  public boolean shortened() {
    return training.scale() < 1;
  }

  /**
   * The same with the phases cut so that everything fits a time; evaluation takes no more than a
   * third of it, and is cut when its time comes.
   */
  TrainingEstimate within(Duration limit, int trainImages) {
    return new TrainingEstimate(
        training.cappedAt(trainingShare(limit), trainImages), secondsPerSample, samples);
  }

  /** By when the phases must be done for everything to fit a time that began with planning. */
  TimeLimit trainingLimit(Instant start, Duration limit) {
    Duration share = Duration.ofMillis(Math.round(1e3 * trainingShare(limit)));
    return TimeLimit.of(start.plus(share), training);
  }

  /** In seconds. */
  private double trainingShare(Duration limit) {
    double seconds = limit.toMillis() / 1e3;
    return seconds - Math.min(seconds / 3, evaluationSeconds());
  }
}
