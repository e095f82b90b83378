package io.edgenas.profiler.verify;

import io.edgenas.onnx.child.ChildLimits;
import io.edgenas.onnx.child.ChildMessage;
import io.edgenas.onnx.child.ChildWorker;
import io.edgenas.onnx.child.ChildWorker.Subject;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import io.edgenas.profiler.verify.TimingTask.Step;
import io.edgenas.space.Task;
import java.time.Duration;

/**
 * Times files that somebody else may have made, in a process of their own. The whole measuring loop
 * runs there, with the sentinel: this process waits, and disturbs nothing.
 */
public final class ForeignFileTimer implements FileTimer {
  /** A model that runs for seconds needs some runs whatever the limit. */
  private static final Duration BEYOND_LIMIT = Duration.ofMinutes(3);

  private static final ChildLimits LIMITS = ChildLimits.DEFAULT;

  @Override
  public Verification time(byte[] onnx, Task task) {
    try (ChildWorker child = new ChildWorker(TimingTask.class, LIMITS.memoryBytes())) {
      ChildMessage load =
          ChildMessage.of(
              out -> {
                out.writeByte(Step.LOAD.ordinal());
                TimingFields.write(out, task);
              },
              onnx);
      child.ask(load, new Subject(task.source(), "loading", LIMITS.load()), 0, (in, bulk) -> null);
      child.ask(
          step(Step.RUN),
          new Subject(task.source(), "running", LIMITS.run()),
          0,
          (in, bulk) -> null);
      Duration longest = task.limit().multipliedBy(2).plus(BEYOND_LIMIT);
      return child.ask(
          step(Step.TIME),
          new Subject(task.source(), "timing", longest),
          0,
          (in, bulk) -> TimingFields.readVerification(in));
    }
  }

  private static ChildMessage step(Step step) {
    return ChildMessage.of(out -> out.writeByte(step.ordinal()));
  }
}
