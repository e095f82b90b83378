package io.edgenas.benchmarks;

import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.Prediction;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Network;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What predicting the latency of a lowered network costs; the lowering is not in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LatencyPredictBenchmark {
  private static final int NETWORKS = 256;

  @Param({"mobile-28", "ofa-mbv3-w1.2"})
  public String spaceName;

  private LatencyModel model;
  private List<Network> networks;
  private int next;

  /** Fits the model; resolutions between those of the table are among the networks. */
  @Setup
  public void fit() {
    SearchSpace space = Spaces.builtIn(spaceName);
    model = LatencyModels.of(SyntheticProfile.of(space), space);
    Task task = Task.of(space, 1_000, 3);
    networks =
        RandomArchs.of(space, NETWORKS, 1).stream().map(arch -> space.lower(task, arch)).toList();
  }

  @Benchmark
  public Prediction predict() {
    next = (next + 1) % NETWORKS;
    return model.predict(networks.get(next));
  }
}
