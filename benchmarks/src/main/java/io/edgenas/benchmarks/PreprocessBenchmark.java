package io.edgenas.benchmarks;

import io.edgenas.images.Fit;
import io.edgenas.images.Image;
import io.edgenas.images.InputContract;
import io.edgenas.images.Preprocessor;
import io.edgenas.images.Resampler;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
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

/** What preparing a decoded image for a network costs, and the resampling in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PreprocessBenchmark {
  private static final int IMAGES = 16;

  /** Width and height of the images, both. */
  @Param({"28", "640"})
  public int side;

  @Param("3")
  public int channels;

  /** Side of the network's input. */
  @Param("224")
  public int size;

  private List<Image> images;
  private Preprocessor preprocessor;
  private int next;

  /** Draws the images with a fixed seed. */
  @Setup
  public void drawImages() {
    SplittableRandom random = new SplittableRandom(1);
    images =
        Stream.generate(
                () -> {
                  byte[] samples = new byte[side * side * channels];
                  random.nextBytes(samples);
                  return Image.of(side, side, channels, samples);
                })
            .limit(IMAGES)
            .toList();
    preprocessor =
        new Preprocessor(
            InputContract.of(
                channels,
                size,
                Fit.CROP,
                Collections.nCopies(channels, 0.5),
                Collections.nCopies(channels, 0.25)));
  }

  @Benchmark
  public float[] preprocess() {
    return preprocessor.toHwc(nextImage());
  }

  @Benchmark
  public float[] resample() {
    return Resampler.resize(nextImage(), size, size);
  }

  private Image nextImage() {
    next = (next + 1) % IMAGES;
    return images.get(next);
  }
}
