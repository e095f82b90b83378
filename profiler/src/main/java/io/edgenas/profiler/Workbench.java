package io.edgenas.profiler;

import io.edgenas.network.Network;
import io.edgenas.onnx.emit.Border;
import io.edgenas.operation.Operation;
import io.edgenas.profiler.measure.TimedRun;

/** Makes what is to be measured ready to run. */
public interface Workbench {
  /** Something ready to run that holds natives until it is closed. */
  interface Loaded extends TimedRun, AutoCloseable {
    /** SHA-256 of the file that runs. */
    String modelSha256();

    @Override
    void close();
  }

  /**
   * An operation on its own; the caller closes it.
   *
   * @param border what it takes within a network
   */
  Loaded load(Operation operation, Border border);

  /** A whole subnet; the caller closes it. */
  Loaded load(Network network);
}
