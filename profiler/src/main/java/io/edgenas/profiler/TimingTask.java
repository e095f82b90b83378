package io.edgenas.profiler;

import io.edgenas.profiler.ModelVerifier.Verification;
import io.edgenas.runtime.ChildMessage;
import io.edgenas.runtime.ChildTask;

/** The child's side of {@link ForeignFileTimer}. */
public final class TimingTask implements ChildTask {
  @Override
  public ChildMessage answer(ChildMessage request) {
    FileTimer.Task task = request.read(TimingFields::readTask);
    Verification verification = new OwnFileTimer(System::nanoTime).time(request.bulk(), task);
    return ChildMessage.of(out -> TimingFields.write(out, verification));
  }
}
