package io.edgenas.profiler.verify;

import io.edgenas.profiler.verify.ModelVerifier.Verification;
import io.edgenas.space.Task;
import java.util.function.LongSupplier;

/** Times files in this process: those that it has just exported itself. */
public final class OwnFileTimer implements FileTimer {
  private final LongSupplier nanoClock;

  /**
   * @param nanoClock monotonic, in nanoseconds
   */
  public OwnFileTimer(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public Verification time(byte[] onnx, Task task) {
    try (LoadedFile file = LoadedFile.of(onnx, task)) {
      return file.time(nanoClock);
    }
  }
}
