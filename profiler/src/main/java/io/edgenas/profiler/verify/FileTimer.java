package io.edgenas.profiler.verify;

import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Times an ONNX file against a budget; the caller holds the machine's lock. */
public interface FileTimer {
  /**
   * What is to be timed.
   *
   * @param source what messages call the file
   * @param usual see {@link ModelVerifier#verify}
   * @param limit see {@link ModelVerifier#verify}
   */
  record Task(
      String source,
      RuntimeConfig config,
      Optional<UsualPace> usual,
      OptionalDouble budgetMs,
      Duration limit) {}

  /**
   * Times a file.
   *
   * @param onnx the whole file
   * @throws io.edgenas.base.input.BadInputException if the file is refused
   */
  Verification time(byte[] onnx, Task task);
}
