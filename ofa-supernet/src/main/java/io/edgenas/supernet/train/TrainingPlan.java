package io.edgenas.supernet.train;

import io.edgenas.images.InputContract;
import io.edgenas.input.Check;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.supernet.ElasticSupernet;
import io.edgenas.supernet.ParameterSpec;
import io.edgenas.supernet.data.BatchSource;
import io.edgenas.supernet.data.Dataset;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.PhaseSchedule;
import io.edgenas.supernet.policy.PhaseSpec;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

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

  /** Of all phases, without judging and sampling. */
  public double seconds() {
    return phases.stream().mapToDouble(PhaseEstimate::seconds).sum();
  }

  /**
   * Measures a few steps of each phase on throw-away weights; batches are prepared in between and
   * not counted, because training prepares them beside the steps. The median time per
   * multiply-accumulate counts, so neither a slow moment nor the subnets that these steps happen to
   * have decide.
   *
   * @param measuredSteps per phase, at least 1, but fewer where steps are slow; more are taken to
   *     warm up
   * @param stop asked before each step
   * @throws CancellationException if told to stop
   */
  public static TrainingPlan measure(
      TensorThread thread,
      SearchSpace space,
      Task task,
      InputContract contract,
      Dataset train,
      TrainingPolicy policy,
      int measuredSteps,
      Clock clock,
      BooleanSupplier stop) {
    Check.range("measured steps", measuredSteps, 1, 10_000);
    BatchSource source =
        new BatchSource(
            train, contract, policy.augmentation(), policy.appliedBalance(), policy.batchSize(), 0);
    float[] classWeights = policy.appliedBalance().lossWeights(train.classCounts(task.classes()));
    return thread.call(
        () -> {
          List<PhaseEstimate> estimates = new ArrayList<>();
          try (ElasticSupernet supernet = ElasticSupernet.create(thread, space, task, 0);
              Sgd optimizer = new Sgd(thread, supernet.parameters(), policy.optimizer())) {
            TrainingStep step =
                new TrainingStep(
                    supernet, optimizer, new Targets(policy.labelSmoothing(), classWeights));
            for (int phase = 0; phase < policy.phases().size(); phase++) {
              PhaseSpec spec = policy.phases().get(phase);
              int warmUpSteps = phase == 0 ? WARM_UP_STEPS : PHASE_WARM_UP_STEPS;
              TimedPhase timed = new TimedPhase(policy, phase, supernet);
              timed.measure(step, source, warmUpSteps, measuredSteps, clock, stop);
              estimates.add(
                  new PhaseEstimate(
                      spec.name(),
                      spec.schedule(train.size(), policy.batchSize()).steps(),
                      timed.secondsPerStep()));
            }
          }
          return new TrainingPlan(policy, estimates, 1);
        });
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
   * @throws io.edgenas.input.BadInputException naming what is damaged or does not fit the policy
   */
  public TrainingPlan leftIn(SupernetFolder folder, int trainImages) {
    List<PhaseSchedule> planned =
        policy.phases().stream()
            .map(phase -> phase.schedule(trainImages, policy.batchSize()))
            .toList();
    List<Long> steps = new Pacing(folder, planned, Optional.empty(), Clock.systemUTC()).steps();
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
