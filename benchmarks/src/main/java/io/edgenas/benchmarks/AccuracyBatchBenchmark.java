package io.edgenas.benchmarks;

import io.edgenas.network.Arch;
import io.edgenas.onnx.child.IsolatedModel;
import io.edgenas.onnx.emit.AffineModelEmitter;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.pipeline.adapter.OnnxAccuracy;
import io.edgenas.search.accuracy.RidgeAccuracyModel;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a generation's accuracies cost: encoding the architectures and running the model, as an ONNX
 * file of an affine layer and as the fitted model itself.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AccuracyBatchBenchmark {
  private static final int BATCHES = 16;

  @Param("ofa-mbv3-w1.2")
  public String spaceName;

  /** Architectures in a call. */
  @Param("100")
  public int batch;

  private List<Arch> archs;
  private RidgeAccuracyModel fitted;
  private OnnxAccuracy onnx;
  private int next;

  /** Fits a model and loads it as the file that it becomes. */
  @Setup
  public void fit() {
    SearchSpace space = Spaces.builtIn(spaceName);
    archs = RandomArchs.of(space, BATCHES * batch, 1);
    fitted = RandomArchs.accuracyModel(space);
    byte[] file = AffineModelEmitter.emit(fitted.coefficients(), fitted.intercept(), Map.of());
    onnx =
        OnnxAccuracy.of(
            IsolatedModel.load(file, "accuracy model", RuntimeConfig.DEFAULT),
            fitted.features(),
            space.resolutions());
  }

  /** Frees the model. */
  @TearDown
  public void close() {
    onnx.close();
  }

  @Benchmark
  public double[] onnxFile() {
    return onnx.top1(nextBatch());
  }

  @Benchmark
  public double[] fittedModel() {
    return fitted.top1(nextBatch());
  }

  private List<Arch> nextBatch() {
    next = (next + 1) % BATCHES;
    return archs.subList(next * batch, (next + 1) * batch);
  }
}
