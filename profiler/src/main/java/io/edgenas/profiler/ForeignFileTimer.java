package io.edgenas.profiler;

import io.edgenas.profiler.ModelVerifier.Verification;
import io.edgenas.runtime.ChildLimits;
import io.edgenas.runtime.ChildMessage;
import io.edgenas.runtime.ChildWorker;
import java.time.Duration;

/**
 * Times files that somebody else may have made, in a process of their own. The whole measuring loop
 * runs there, with the sentinel: this process waits, and disturbs nothing.
 */
public final class ForeignFileTimer implements FileTimer {
  /** For loading, and for a model that runs for seconds: it needs some runs whatever the limit. */
  private static final Duration BEYOND_LIMIT = Duration.ofMinutes(3);

  @Override
  public Verification time(byte[] onnx, Task task) {
    try (ChildWorker child = new ChildWorker(TimingTask.class, ChildLimits.DEFAULT.memoryBytes())) {
      ChildMessage request = ChildMessage.of(out -> TimingFields.write(out, task), onnx);
      Duration longest = task.limit().multipliedBy(2).plus(BEYOND_LIMIT);
      return child.ask(
          request,
          new ChildWorker.Subject(task.source(), "timing", longest),
          0,
          (in, bulk) -> TimingFields.readVerification(in));
    }
  }
}
