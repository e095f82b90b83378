package io.edgenas.supernet.train;

import io.edgenas.base.input.Check;
import io.edgenas.data.Dataset;
import io.edgenas.data.batch.BatchSource;
import io.edgenas.images.InputContract;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.elastic.ParameterSpec;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.PhaseSchedule;
import io.edgenas.supernet.policy.PhaseSpec;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How long a training will take, from a few measured steps of each phase, and the same training cut
 * to a time cap.
 *
 * @param policy to train with
 * @param phases one estimate for each of its phases
 * @param scale factor by which the epochs of the policy asked for were cut; 1 for none
 */
public record TrainingPlan(TrainingPolicy policy, List<PhaseEstimate> phases, double scale) {
  /** The first steps of a process are slower: code is compiled, memory allocated. */
  private static final int WARM_UP_STEPS = 25;

  /** So are the first of a phase, less. */
  private static final int PHASE_WARM_UP_STEPS = 4;

  /** Steps of each phase that are timed, where there is time for them. */
  private static final int MEASURED_STEPS = 14;

  /** Small subnets are slower for their work, but by less than this factor. */
  private static final double SLOWEST_PHASE = 2.5;

  /**
   * How long one phase will take.
   *
   * @param steps number of steps that are to be made
   */
  public record PhaseEstimate(String name, long steps, double secondsPerStep) {
    public double seconds() {
      return steps * secondsPerStep;
    }
  }

  public TrainingPlan {
    phases = List.copyOf(phases);
  }

  /** How many times the steps of all phases train a subnet on a batch. */
  public long trainedSubnets() {
    long trained = 0;
    for (int i = 0; i < phases.size(); i++) {
      trained += phases.get(i).steps() * policy.phases().get(i).subnetsPerStep();
    }
    return trained;
  }

  /** The seconds of all phases, without judging and sampling. */
  public double seconds() {
    return phases.stream().mapToDouble(PhaseEstimate::seconds).sum();
  }

  /**
   * Measures a few steps of each phase on throw-away weights; batches are prepared in between and
   * not counted, because training prepares them beside the steps. Every phase has its share of the
   * time, the first two, because the process is warmed up in it. A phase whose time was over before
   * a step could be timed is taken to be as fast as the one before it for the same work.
   *
   * @param nanoTime a clock in nanoseconds that is never set
   * @param endNanos by that clock, when measuring should be over
   * @param stop asked before each step
   * @throws CancellationException if told to stop
   */
  public static TrainingPlan measure(
      TensorThread thread,
      MbConvSpace space,
      Task task,
      InputContract contract,
      Dataset train,
      TrainingPolicy policy,
      LongSupplier nanoTime,
      long endNanos,
      BooleanSupplier stop) {
    BatchSource source =
        new BatchSource(
            train, contract, policy.augmentation(), policy.appliedBalance(), policy.batchSize(), 0);
    float[] classWeights = policy.appliedBalance().lossWeights(train.classCounts(task.classes()));
    return thread.call(
        () -> {
          List<Double> paces = new ArrayList<>();
          List<Double> work = new ArrayList<>();
          try (ElasticSupernet supernet = ElasticSupernet.create(thread, space, task, 0);
              Sgd optimizer = new Sgd(thread, supernet.parameters(), policy.optimizer())) {
            TrainingStep step =
                new TrainingStep(
                    supernet, optimizer, new Targets(policy.labelSmoothing(), classWeights));
            OptionalDouble pace = OptionalDouble.empty();
            for (int phase = 0; phase < policy.phases().size(); phase++) {
              TimedPhase timed = new TimedPhase(policy, phase, supernet);
              long left = endNanos - nanoTime.getAsLong();
              if (phase == 0 || left > 0) {
                int shares = policy.phases().size() - phase + (phase == 0 ? 1 : 0);
                long share = left / shares * (phase == 0 ? 2 : 1);
                int warmUpSteps = phase == 0 ? WARM_UP_STEPS : PHASE_WARM_UP_STEPS;
                long end = nanoTime.getAsLong() + share;
                OptionalDouble own =
                    timed.pace(step, source, warmUpSteps, MEASURED_STEPS, end, nanoTime, stop);
                pace = own.isPresent() ? own : pace;
                if (pace.isEmpty()) { // a step is slower than the time for the first phase
                  pace = OptionalDouble.of(timed.warmUpPace());
                }
              }
              paces.add(pace.getAsDouble());
              work.add(timed.workPerStep());
            }
          }
          return of(policy, train.size(), paces, work);
        });
  }

  /** A phase much slower for its work than the fastest was measured in a slow moment. */
  private static TrainingPlan of(
      TrainingPolicy policy, int trainImages, List<Double> paces, List<Double> work) {
    double most = SLOWEST_PHASE * Collections.min(paces);
    List<PhaseEstimate> estimates = new ArrayList<>();
    for (int i = 0; i < policy.phases().size(); i++) {
      PhaseSpec spec = policy.phases().get(i);
      estimates.add(
          new PhaseEstimate(
              spec.name(),
              spec.schedule(trainImages, policy.batchSize()).steps(),
              Math.min(paces.get(i), most) * work.get(i)));
    }
    return new TrainingPlan(policy, estimates, 1);
  }

  /**
   * This plan with the epochs of all phases cut by one factor so that it ends within a time; itself
   * where it does already.
   *
   * @param trainImages number of training images
   * @param maxSeconds above 0
   */
  public TrainingPlan cappedAt(double maxSeconds, int trainImages) {
    Check.positive("time cap in seconds", maxSeconds);
    if (seconds() <= maxSeconds) {
      return this;
    }
    double factor = maxSeconds / seconds();
    TrainingPolicy shorter = policy.scaledEpochs(factor);
    List<PhaseEstimate> estimates = new ArrayList<>();
    for (int i = 0; i < phases.size(); i++) {
      estimates.add(
          new PhaseEstimate(
              phases.get(i).name(),
              shorter.phases().get(i).schedule(trainImages, policy.batchSize()).steps(),
              phases.get(i).secondsPerStep()));
    }
    return new TrainingPlan(shorter, estimates, scale * factor);
  }

  /**
   * What is left of this plan in a folder that has been trained in by its policy: the steps that
   * the checkpoint lacks, of phases as long as the folder's schedule changes made them.
   *
   * @param trainImages number of training images
   * @throws io.edgenas.base.input.BadInputException naming what is damaged or does not fit the
   *     policy
   */
  public TrainingPlan leftIn(SupernetFolder folder, int trainImages) {
    List<PhaseSchedule> planned =
        policy.phases().stream()
            .map(phase -> phase.schedule(trainImages, policy.batchSize()))
            .toList();
    List<Long> steps = new Pacing(folder, planned, Optional.empty(), () -> 0).steps();
    SupernetDescription description = folder.description();
    Position position =
        Checkpoint.read(folder, ParameterSpec.of(description.space(), description.task()), steps)
            .map(Checkpoint::position)
            .orElse(Position.START);
    List<PhaseEstimate> left = new ArrayList<>();
    for (int i = 0; i < phases.size(); i++) {
      long done = i < position.phase() ? steps.get(i) : i == position.phase() ? position.step() : 0;
      left.add(
          new PhaseEstimate(
              phases.get(i).name(), steps.get(i) - done, phases.get(i).secondsPerStep()));
    }
    return new TrainingPlan(policy, left, scale);
  }
}
