package io.edgenas.supernet.train;

import io.edgenas.space.SearchSpace;
import io.edgenas.space.StageSpec;
import io.edgenas.supernet.ChannelSorting;
import io.edgenas.supernet.ElasticSupernet;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.PhaseSpec;
import io.edgenas.supernet.policy.Recipe;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetDescription;
import java.util.List;
import java.util.Optional;

/** The tensors of a training: supernet, optimiser, teacher. Lives on the tensor thread. */
final class TrainingRun implements AutoCloseable {
  private final TrainingPolicy policy;
  private final ElasticSupernet supernet;
  private final Sgd optimizer;
  private Optional<ElasticSupernet> teacher = Optional.empty();

  private TrainingRun(TrainingPolicy policy, ElasticSupernet supernet) {
    this.policy = policy;
    this.supernet = supernet;
    this.optimizer = new Sgd(supernet.thread(), supernet.parameters(), policy.optimizer());
  }

  /** A training at its beginning. */
  static TrainingRun begin(
      TensorThread thread, SupernetDescription description, TrainingPolicy policy) {
    return new TrainingRun(
        policy,
        ElasticSupernet.create(
            thread, description.space(), description.task(), description.provenance().seed()));
  }

  /** A training as a checkpoint left it. */
  static TrainingRun resume(
      TensorThread thread,
      SupernetDescription description,
      TrainingPolicy policy,
      Checkpoint checkpoint) {
    TrainingRun run =
        new TrainingRun(
            policy,
            ElasticSupernet.of(
                thread, description.space(), description.task(), checkpoint.weights()));
    run.optimizer.setMomentum(checkpoint.momentum());
    run.teacher =
        checkpoint
            .teacher()
            .map(
                weights ->
                    ElasticSupernet.of(thread, description.space(), description.task(), weights));
    return run;
  }

  ElasticSupernet supernet() {
    return supernet;
  }

  Checkpoint checkpoint(Position position) {
    return new Checkpoint(
        position, supernet.weights(), optimizer.momentum(), teacher.map(ElasticSupernet::weights));
  }

  /**
   * Its steps.
   *
   * @param classWeights weight of an image's loss, by its class
   */
  TrainingStep step(float[] classWeights) {
    return new TrainingStep(
        supernet, optimizer, new Targets(policy.labelSmoothing(), classWeights));
  }

  TrainingStep.Distillation distillation(PhaseSpec phase) {
    return new TrainingStep.Distillation(phase.distillationRatio(), teacher);
  }

  /**
   * What happens before the first step of a phase: momentum is forgotten, as when once-for-all
   * starts its next script, and channels are sorted where the phase opens narrower networks than
   * any phase before it.
   */
  void enter(int phase) {
    if (phase == 0) {
      return;
    }
    optimizer.reset();
    List<SearchSpace> before =
        policy.phases().subList(0, phase).stream().map(this::openSpace).toList();
    if (opensWidths(openSpace(policy.phases().get(phase)), before)) {
      supernet.setWeights(
          ChannelSorting.sort(supernet.space(), supernet.task(), before, supernet.weights()));
    }
  }

  private SearchSpace openSpace(PhaseSpec phase) {
    return phase.restrict(supernet.space(), supernet.task()).openSpace();
  }

  private static boolean opensWidths(SearchSpace open, List<SearchSpace> before) {
    for (int i = 0; i < open.stages().size(); i++) {
      int stage = i;
      StageSpec now = open.stages().get(stage);
      boolean known =
          before.stream()
              .map(space -> space.stages().get(stage))
              .anyMatch(
                  then ->
                      then.expands().containsAll(now.expands())
                          && then.widths().containsAll(now.widths()));
      if (!known) {
        return true;
      }
    }
    return false;
  }

  /** What happens after the last step of a phase: the full network of the first is the teacher. */
  void leave(int phase) {
    boolean needed =
        policy.phases().stream().anyMatch(next -> next.distillationRatio() > 0)
            && policy.recipe() == Recipe.PROGRESSIVE_SHRINKING;
    if (phase == 0 && needed) {
      teacher =
          Optional.of(
              ElasticSupernet.of(
                  supernet.thread(), supernet.space(), supernet.task(), supernet.weights()));
    }
  }

  @Override
  public void close() {
    teacher.ifPresent(ElasticSupernet::close);
    optimizer.close();
    supernet.close();
  }
}
