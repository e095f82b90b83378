package io.edgenas.profiler.verify;

import io.edgenas.onnx.child.ChildMessage;
import io.edgenas.onnx.child.ChildTask;
import io.edgenas.profiler.verify.FileTimer.Task;

/** The child's side of {@link ForeignFileTimer}: one file, loaded, run once, then timed. */
public final class TimingTask implements ChildTask {
  /** The first field of a request, in the order in which they come. */
  enum Step {
    LOAD,
    RUN,
    TIME
  }

  private LoadedFile loaded;

  @Override
  public ChildMessage answer(ChildMessage request) {
    return request.read(
        in ->
            switch (Step.values()[in.readByte()]) {
              case LOAD -> load(request.bulk(), TimingFields.readTask(in));
              case RUN -> run();
              case TIME -> time();
            });
  }

  private ChildMessage load(byte[] onnx, Task task) {
    loaded = LoadedFile.of(onnx, task);
    return ChildMessage.of(out -> {});
  }

  private ChildMessage run() {
    loaded.runOnce();
    return ChildMessage.of(out -> {});
  }

  private ChildMessage time() {
    try (LoadedFile file = loaded) {
      return ChildMessage.of(out -> TimingFields.write(out, file.time(System::nanoTime)));
    }
  }
}
