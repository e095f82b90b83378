package io.edgenas.pipeline.train;

import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.network.Arch;
import io.edgenas.search.accuracy.LearnerChoice;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.evaluate.HeldOut;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.train.TimeLimit;
import io.edgenas.supernet.train.TrainingPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

  /** Of a time for everything, what planning may take; and the most that it ever takes. */
  private static final double PLANNING_SHARE = 0.1;

  private static final Duration PLANNING_TIME = Duration.ofSeconds(20);

  /** Of the time for planning, what measuring steps may take. */
  private static final double STEPS_SHARE = 0.8;

  /** Images that an evaluation is measured on, more and more while there is time. */
  private static final List<Integer> MEASURED_IMAGES = List.of(16, 64, 256);

  private static final int GROWTH = 4;

  private static final int BISECTIONS = 50;

  /** Seconds that stand for no time left. */
  private static final double SHORTEST = 1e-3;

  /** A time that is asked for is longer than the one that was measured by this factor. */
  private static final double MARGIN = 1.2;

  /**
   * How long planning may take.
   *
   * @param limit for everything; empty for none
   */
  static Duration planningTime(Optional<Duration> limit) {
    Duration share = limit.map(TrainingEstimate::planningShare).orElse(PLANNING_TIME);
    return share.compareTo(PLANNING_TIME) < 0 ? share : PLANNING_TIME;
  }

  private static Duration planningShare(Duration limit) {
    return Duration.ofNanos((long) (PLANNING_SHARE * limit.toNanos()));
  }

  /**
   * Measures a few steps of each phase and an evaluation; leaves nothing behind.
   *
   * @param time that this may take; what has begun by then is finished
   */
  static TrainingEstimate measure(
      TensorThread thread,
      SupernetDescription description,
      TrainingPolicy policy,
      DataSplits data,
      Duration time,
      BooleanSupplier stop) {
    long start = System.nanoTime();
    TrainingPlan training =
        TrainingPlan.measure(
            thread,
            description.space(),
            description.task(),
            description.input(),
            data.train(),
            policy,
            System::nanoTime,
            start + (long) (STEPS_SHARE * time.toNanos()),
            stop);
    int samples = SubnetSampling.sampleSize(policy.samples());
    return new TrainingEstimate(
        training,
        secondsPerSample(thread, description, policy, data, start + time.toNanos()),
        samples,
        samples);
  }

  /**
   * Measures what evaluating a subnet takes: between the smallest and the largest, at a middle
   * resolution, on a few images.
   */
  private static double secondsPerSample(
      TensorThread thread,
      SupernetDescription description,
      TrainingPolicy policy,
      DataSplits data,
      long endNanos) {
    List<Integer> resolutions = description.task().resolutions();
    int resolution = resolutions.get(resolutions.size() / 2);
    List<Arch> ends =
        List.of(
            description.space().smallest().withResolution(resolution),
            description.space().largest().withResolution(resolution));
    Dataset learning = HeldOut.of(data).learning();
    double perImage = 0;
    try (ElasticSupernet fresh =
        ElasticSupernet.create(thread, description.space(), description.task(), 0)) {
      for (int images : MEASURED_IMAGES) {
        int recalibration = Math.min(images, data.train().size());
        int judged = Math.min(images, learning.size());
        Evaluator evaluator =
            new Evaluator(
                fresh,
                description.input(),
                data.train().range(0, recalibration),
                learning.range(0, judged));
        if (perImage == 0) {
          ends.forEach(evaluator::evaluate); // the first are slow: code is compiled
        }
        long start = System.nanoTime();
        ends.forEach(evaluator::evaluate);
        long took = System.nanoTime() - start;
        perImage = took / 1e9 / ends.size() / (recalibration + judged);
        if (System.nanoTime() + GROWTH * took - endNanos > 0) {
          break; // the next would be over too late
        }
      }
    }
    int images =
        Math.min(policy.recalibrationImages(), data.train().size())
            + Math.min(policy.samples().images(), learning.size());
    return perImage * images;
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

  /** The time that everything takes. */
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
    double seconds = Math.max(SHORTEST, limit.toNanos() / 1e9);
    double evaluation = Math.max(leastEvaluation(seconds), seconds - trainingSeconds());
    long fitting = Math.round(evaluation / secondsPerSample) - endsOfPhases();
    int subnets = (int) Math.min(samples, Math.max(LearnerChoice.MIN_SAMPLES, fitting));
    TrainingPlan cut = training.cappedAt(trainingShare(seconds), trainImages);
    TrainingPolicy policy = subnets < samples ? cut.policy().evaluating(subnets) : cut.policy();
    return new TrainingEstimate(
        new TrainingPlan(policy, cut.phases(), cut.scale()), secondsPerSample, subnets, asked);
  }

  /**
   * Says by when the phases must be done for everything to fit a time.
   *
   * @param left the time that {@link #within} was asked to fit
   * @param endNanos when it is over
   */
  TimeLimit trainingLimit(Duration left, long endNanos) {
    double seconds = left.toNanos() / 1e9;
    double sampling = seconds - trainingShare(seconds) - secondsPerSample * endsOfPhases();
    return TimeLimit.of(endNanos - (long) (1e9 * Math.max(0, sampling)), training, judging());
  }

  /** Seconds for the two subnets that are judged at the end of a phase. */
  private double judging() {
    return 2 * secondsPerSample;
  }

  /**
   * Makes sure that a plan that was cut to a time leaves enough.
   *
   * @param uncut what it was cut from
   * @param spentSeconds of the time, before the first step
   * @throws LeastTraining.TooLittleTimeException naming the minutes needed
   */
  void requireEnough(TrainingEstimate uncut, int classes, double spentSeconds) {
    TrainingPolicy policy = training.policy();
    LeastTraining least =
        LeastTraining.of(classes, policy.batchSize(), uncut.training.trainedSubnets());
    if (shortened() && training.trainedSubnets() < least.subnets()) {
      double share = (double) least.subnets() / uncut.training.trainedSubnets();
      double left = uncut.secondsLeaving(MARGIN * share * uncut.trainingSeconds());
      double planning = PLANNING_TIME.toMillis() / 1e3;
      double seconds =
          left
              + Math.max(
                  spentSeconds, Math.min(planning, left * PLANNING_SHARE / (1 - PLANNING_SHARE)));
      throw least.refusal(policy.name(), training.trainedSubnets(), seconds);
    }
  }

  /** The shortest time whose training share is so long; by bisection. */
  private double secondsLeaving(double wantedTraining) {
    double low = wantedTraining;
    double high = wantedTraining / (1 - MAX_EVALUATION_SHARE) + evaluationSeconds();
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      boolean enough = trainingShare(middle) >= wantedTraining;
      low = enough ? low : middle;
      high = enough ? middle : high;
    }
    return high;
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
