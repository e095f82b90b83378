package io.edgenas.supernet.train;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.DataSplits;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.PhaseSchedule;
import io.edgenas.supernet.policy.PhaseSpec;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.Origin;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What a training is given and never changes: the folder with description and policy, the data, and
 * whom it asks and tells.
 *
 * @param nanoTime a clock in nanoseconds that is never set
 * @param stop asked before each step whether to leave
 */
record TrainingSetting(
    TensorThread thread,
    SupernetFolder folder,
    DataSplits data,
    LongSupplier nanoTime,
    TrainingListener listener,
    BooleanSupplier stop) {

  /** Refuses a policy or data that do not fit the folder. */
  TrainingSetting {
    TrainingPolicy policy = folder.policy();
    if (!(folder.description().origin() instanceof Origin.Trained origin)) {
      throw new BadInputException(folder.path() + " was imported: train in another folder");
    }
    if (!data.fingerprint().equals(origin.dataFingerprint())) {
      throw new BadInputException(
          folder.path()
              + " was begun with another data set (fingerprint "
              + origin.dataFingerprint()
              + ", now "
              + data.fingerprint()
              + "): give the same again, or another folder");
    }
    if (policy.distilsFromFullNetwork(0) && origin.initial().isEmpty()) {
      throw new BadInputException(
          "phase '"
              + policy.phases().get(0).name()
              + "' cannot distil: the first phase trains the teacher, set distillation to 0 or"
              + " start from a trained supernet");
    }
  }

  SupernetDescription description() {
    return folder.description();
  }

  TrainingPolicy policy() {
    return folder.policy();
  }

  /** What everything random of the training follows from. */
  long seed() {
    return description().provenance().seed();
  }

  /** The schedule of a phase as the policy has it, without a time limit. */
  PhaseSchedule planned(PhaseSpec phase) {
    return phase.schedule(data.train().size(), policy().batchSize());
  }

  /** Whether to write a checkpoint and leave: told so, or the process ends. */
  boolean stopping() {
    return stop.getAsBoolean() || thread.ending();
  }

  /** Writes a checkpoint to the folder and tells the listener. */
  void save(Checkpoint checkpoint) throws IOException {
    checkpoint.write(folder);
    listener.checkpoint(checkpoint.position().phase(), checkpoint.position().step());
  }
}
