package io.edgenas.profiler;

import io.edgenas.base.output.Sha256;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.Border;
import io.edgenas.operation.Operation;
import io.edgenas.profiler.measure.SimulatedMachine;
import io.edgenas.profiler.measure.TimedRun;
import java.util.ArrayList;
import java.util.List;

/** For tests: latencies that are known, on a simulated machine; remembers what was loaded. */
final class SimulatedWorkbench implements Workbench {
  static final double CALL_US = 5;

  private final SimulatedMachine machine;
  private final double noise;
  private final List<String> loaded = new ArrayList<>();
  private int open;

  SimulatedWorkbench(SimulatedMachine machine, double noise) {
    this.machine = machine;
    this.noise = noise;
  }

  /** What the simulated device takes for an operation, in microseconds. */
  static double latencyUs(Operation operation) {
    return CALL_US + operation.macs() / 1e3;
  }

  /** What it takes for a network. */
  static double latencyUs(Network network) {
    return CALL_US + network.macs() / 1e3;
  }

  /** Keys of all operations and networks loaded, in order. */
  List<String> loaded() {
    return loaded;
  }

  /** How many are loaded and not closed. */
  int open() {
    return open;
  }

  @Override
  public Loaded load(Operation operation, Border border) {
    return load(operation.key(), latencyUs(operation));
  }

  @Override
  public Loaded load(Network network) {
    return load(network.arch().toString(), latencyUs(network));
  }

  private Loaded load(String key, double latencyUs) {
    loaded.add(key);
    open++;
    TimedRun subject = machine.subject(latencyUs, noise);
    return new Loaded() {
      @Override
      public String modelSha256() {
        return Sha256.of(key);
      }

      @Override
      public void runOnce() {
        subject.runOnce();
      }

      @Override
      public void close() {
        open--;
      }
    };
  }
}
