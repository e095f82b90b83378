package io.edgenas.profiler.verify;

import io.edgenas.base.output.Sha256;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.profiler.TimedModel;
import io.edgenas.profiler.verify.FileTimer.Task;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A file to be timed, and the sentinel that it is timed with, if any. Holds natives: whoever makes
 * it closes it.
 */
final class LoadedFile implements AutoCloseable {
  private static final long INPUT_SEED = 1;

  private final Task task;
  private final TimedModel model;
  private final Optional<TimedModel> sentinel;

  private LoadedFile(Task task, TimedModel model, Optional<TimedModel> sentinel) {
    this.task = task;
    this.model = model;
    this.sentinel = sentinel;
  }

  /**
   * @throws io.edgenas.base.input.BadInputException if the file is refused
   */
  static LoadedFile of(byte[] onnx, Task task) {
    OnnxModel loaded = OnnxModel.load(onnx, task.source(), task.config());
    TimedModel model = TimedModel.of(loaded, Sha256.of(onnx), INPUT_SEED);
    try {
      return new LoadedFile(task, model, task.usual().map(usual -> usual.load(task.config())));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  void runOnce() {
    model.runOnce();
  }

  /**
   * @param nanoClock monotonic, in nanoseconds
   */
  Verification time(LongSupplier nanoClock) {
    Optional<Pace> pace = sentinel.map(loaded -> task.usual().orElseThrow().pace(loaded));
    return new ModelVerifier(nanoClock).verify(model, pace, task.budgetMs(), task.limit());
  }

  @Override
  public void close() {
    try (model) {
      sentinel.ifPresent(TimedModel::close);
    }
  }
}
