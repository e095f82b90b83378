package io.edgenas.profiler;

import io.edgenas.output.Sha256;
import io.edgenas.profiler.ModelVerifier.Verification;
import io.edgenas.runtime.OnnxModel;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Times files in this process: those that it has just exported itself. */
public final class OwnFileTimer implements FileTimer {
  private static final long INPUT_SEED = 1;

  private final LongSupplier nanoClock;

  /**
   * @param nanoClock monotonic, in nanoseconds
   */
  public OwnFileTimer(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public Verification time(byte[] onnx, Task task) {
    OnnxModel loaded = OnnxModel.load(onnx, task.source(), task.config());
    try (TimedModel model = TimedModel.of(loaded, Sha256.of(onnx), INPUT_SEED)) {
      if (task.usual().isEmpty()) {
        return verify(model, Optional.empty(), task);
      }
      try (TimedModel sentinel = task.usual().get().load(task.config())) {
        return verify(model, Optional.of(task.usual().get().pace(sentinel)), task);
      }
    }
  }

  private Verification verify(TimedModel model, Optional<Pace> pace, Task task) {
    return new ModelVerifier(nanoClock).verify(model, pace, task.budgetMs(), task.limit());
  }
}
