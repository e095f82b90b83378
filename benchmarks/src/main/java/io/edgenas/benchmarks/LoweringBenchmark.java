package io.edgenas.benchmarks;

import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one lowering costs: every search evaluation and every training step begins with one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LoweringBenchmark {
  private static final int ARCHS = 256;

  @Param({"mobile-28", "ofa-mbv3-w1.2"})
  public String spaceName;

  private SearchSpace space;
  private Task task;
  private List<Arch> archs;
  private int next;

  /** Draws the architectures with a fixed seed. */
  @Setup
  public void drawArchs() {
    space = Spaces.builtIn(spaceName);
    task = Task.of(space, 10, 3);
    ArchVariation variation = new ArchVariation(space);
    RandomGenerator random = new SplittableRandom(1);
    archs = Stream.generate(() -> variation.sample(random)).limit(ARCHS).toList();
  }

  @Benchmark
  public Network lower() {
    next = (next + 1) % ARCHS;
    return space.lower(task, archs.get(next));
  }
}
