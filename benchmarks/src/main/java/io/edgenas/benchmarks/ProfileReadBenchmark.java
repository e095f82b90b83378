package io.edgenas.benchmarks;

import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What every command that predicts begins with: reading a profile, and fitting its model. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ProfileReadBenchmark {
  @Param({"mobile-28", "ofa-mbv3-w1.2"})
  public String spaceName;

  private Path root;
  private Path folder;
  private SearchSpace space;
  private DeviceProfile profile;

  /** Writes a profile to a temporary folder. */
  @Setup
  public void write() throws IOException {
    space = Spaces.builtIn(spaceName);
    root = Files.createTempDirectory("edgenas-benchmark");
    folder = ProfileFolder.write(root, SyntheticProfile.of(space));
    profile = ProfileFolder.read(folder);
  }

  /** Removes it. */
  @TearDown
  public void remove() throws IOException {
    List<Path> innerFirst;
    try (Stream<Path> paths = Files.walk(root)) {
      innerFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : innerFirst) {
      Files.delete(path);
    }
  }

  @Benchmark
  public DeviceProfile read() {
    return ProfileFolder.read(folder);
  }

  @Benchmark
  public LatencyModel fit() {
    return LatencyModels.of(profile, space);
  }
}
