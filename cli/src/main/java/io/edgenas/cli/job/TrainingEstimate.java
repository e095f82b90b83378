package io.edgenas.cli.job;

import io.edgenas.search.accuracy.RidgeAccuracyModel;
import io.edgenas.space.ArchSpec;
import io.edgenas.supernet.ElasticSupernet;
import io.edgenas.supernet.data.DataSplits;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
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
 * @param asked subnets that the policy asks for; more than {@code samples} to fit a time
 */
public record TrainingEstimate(
    TrainingPlan training, double secondsPerSample, int samples, int asked) {
  /** Of a time that is too short for everything, what evaluation gets. */
  private static final double EVALUATION_SHARE = 0.1;

  /** But time for so many subnets, where that is no more than this share. */
  private static final int WORTHWHILE_SAMPLES = 50;

  private static final double MAX_EVALUATION_SHARE = 1 / 3.0;

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
    int samples = SubnetSampling.sampleSize(policy.samples());
    return new TrainingEstimate(
        training, secondsPerSample(thread, description, policy, data), samples, samples);
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

  /** The evaluated subnets, and two at the end of each phase that has steps. */
  public double evaluationSeconds() {
    return evaluationSeconds(samples);
  }

  private double evaluationSeconds(int subnets) {
    return secondsPerSample * (subnets + endsOfPhases());
  }

  private long endsOfPhases() {
    return 2 * training.phases().stream().filter(phase -> phase.steps() > 0).count();
  }

  /** The same without what has been done in a folder already. */
  TrainingEstimate leftIn(SupernetFolder folder, int trainImages) {
    return new TrainingEstimate(
        training.leftIn(folder, trainImages), secondsPerSample, samples, asked);
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
   * The same cut so that everything fits a time: first the evaluated subnets, to a tenth of it or
   * to as many as an accuracy model needs to be worth something, then the phases.
   */
  TrainingEstimate within(Duration limit, int trainImages) {
    if (total().compareTo(limit) <= 0) {
      return this;
    }
    double seconds = limit.toMillis() / 1e3;
    double evaluation = Math.max(leastEvaluation(seconds), seconds - trainingSeconds());
    long fitting = Math.round(evaluation / secondsPerSample) - endsOfPhases();
    int subnets = (int) Math.min(samples, Math.max(RidgeAccuracyModel.MIN_SAMPLES, fitting));
    TrainingPlan cut = training.cappedAt(trainingShare(seconds), trainImages);
    TrainingPolicy policy = subnets < samples ? cut.policy().evaluating(subnets) : cut.policy();
    return new TrainingEstimate(
        new TrainingPlan(policy, cut.phases(), cut.scale()), secondsPerSample, subnets, asked);
  }

  /** By when the phases must be done for everything to fit a time that began with planning. */
  TimeLimit trainingLimit(Instant start, Duration limit) {
    Duration share = Duration.ofMillis(Math.round(1e3 * trainingShare(limit.toMillis() / 1e3)));
    return TimeLimit.of(start.plus(share), training);
  }

  private double trainingShare(double limitSeconds) {
    return limitSeconds - leastEvaluation(limitSeconds);
  }

  /** What evaluation gets of a time, however slow the phases are. */
  private double leastEvaluation(double limitSeconds) {
    double worthwhile =
        Math.min(MAX_EVALUATION_SHARE * limitSeconds, evaluationSeconds(WORTHWHILE_SAMPLES));
    return Math.min(evaluationSeconds(), Math.max(EVALUATION_SHARE * limitSeconds, worthwhile));
  }
}
