package io.edgenas.supernet.train;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.StageSpec;
import io.edgenas.supernet.elastic.ChannelSorting;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.PhaseSpec;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tensors of a training: supernet, optimiser, teacher. Lives on the tensor thread. */
final class TrainingRun implements AutoCloseable {
  private final TrainingPolicy policy;
  private final boolean started;
  private final ElasticSupernet supernet;
  private final Sgd optimizer;
  private Optional<ElasticSupernet> teacher = Optional.empty();

  private TrainingRun(TrainingPolicy policy, boolean started, ElasticSupernet supernet) {
    this.policy = policy;
    this.started = started;
    this.supernet = supernet;
    this.optimizer = new Sgd(supernet.thread(), supernet.parameters(), policy.optimizer());
  }

  /** A training at its beginning. */
  static TrainingRun begin(
      TensorThread thread, SupernetDescription description, TrainingPolicy policy) {
    return new TrainingRun(
        policy,
        false,
        ElasticSupernet.create(
            thread, description.space(), description.task(), description.provenance().seed()));
  }

  /**
   * A training as a checkpoint left it.
   *
   * @throws BadInputException if the checkpoint lacks the teacher that its phase learns from
   */
  static TrainingRun resume(
      TensorThread thread,
      SupernetDescription description,
      TrainingPolicy policy,
      Checkpoint checkpoint) {
    if (checkpoint.position().phase() > 0 && teaches(policy) && checkpoint.teacher().isEmpty()) {
      throw new BadInputException(
          "checkpoint has no teacher, from which its phase learns: delete it to train from the"
              + " beginning");
    }
    TrainingRun run =
        new TrainingRun(
            policy,
            description.origin().initial().isPresent(),
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

  /** The first parameter whose weights or momentum are not all finite. */
  Optional<String> notFinite() {
    return Stream.of(supernet.weights(), optimizer.momentum())
        .flatMap(tensors -> tensors.entrySet().stream())
        .filter(entry -> !entry.getValue().finite())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * Makes the steps of this training.
   *
   * @param classWeights weight of an image's loss, by its class
   */
  TrainingStep step(float[] classWeights) {
    return new TrainingStep(
        supernet, optimizer, new Targets(policy.labelSmoothing(), classWeights));
  }

  TrainingStep.Distillation distillation(PhaseSpec phase) {
    return new TrainingStep.Distillation(phase.distillationRatio(), phase.labelWeight(), teacher);
  }

  /**
   * What happens before the first step of a phase: momentum is forgotten, as when once-for-all
   * starts its next script, and channels are sorted where the phase opens narrower networks than
   * any phase before it. A training that starts from a supernet never sorts: its narrow networks
   * are trained already.
   */
  void enter(int phase) {
    if (phase == 0) {
      return;
    }
    optimizer.reset();
    if (started) {
      return;
    }
    List<MbConvSpace> before =
        policy.phases().subList(0, phase).stream().map(this::openSpace).toList();
    if (opensWidths(openSpace(policy.phases().get(phase)), before)) {
      supernet.setWeights(
          ChannelSorting.sort(supernet.space(), supernet.task(), before, supernet.weights()));
    }
  }

  private MbConvSpace openSpace(PhaseSpec phase) {
    return phase.restrict(supernet.space(), supernet.task()).openSpace();
  }

  private static boolean opensWidths(MbConvSpace open, List<MbConvSpace> before) {
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

  /** Whether the full network of the first phase teaches later ones. */
  private static boolean teaches(TrainingPolicy policy) {
    return IntStream.range(1, policy.phases().size()).anyMatch(policy::distilsFromFullNetwork);
  }

  /** What happens after the last step of a phase: the full network of the first is the teacher. */
  void leave(int phase) {
    if (phase == 0 && teaches(policy) && teacher.isEmpty()) {
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
