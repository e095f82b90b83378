package io.edgenas.experiments;

import io.edgenas.base.output.AtomicFiles;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Writes what ONNX Runtime makes of random images, for {@code scripts/compare-opencv}: beside each
 * {@code NAME.onnx} of a folder {@code NAME.images}, float32 {@code [images, channels, size,
 * size]}, {@code NAME.scores}, float32 {@code [images, classes]}, and {@code NAME.nudged}, the
 * scores of the same images with each value moved by its last bit: what rounding alone may do to a
 * network of random weights. All are little-endian.
 *
 * <p>Arguments: the folder, images per file, seed.
 */
public final class OnnxScores {
  private OnnxScores() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: OnnxScores FOLDER IMAGES SEED");
      System.exit(2);
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of(args[0]))) {
      files = found.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
    }
    SplittableRandom random = new SplittableRandom(Long.parseLong(args[2]));
    for (Path file : files) {
      score(file, Integer.parseInt(args[1]), random);
    }
  }

  private static void score(Path file, int images, SplittableRandom random) throws IOException {
    try (OnnxModel model = OnnxModel.load(file, RuntimeConfig.DEFAULT)) {
      float[] image = new float[values(model.inputShape())];
      ByteBuffer inputs = buffer(images * image.length);
      ByteBuffer scores = buffer(images * values(model.outputShape()));
      ByteBuffer nudged = buffer(images * values(model.outputShape()));
      for (int i = 0; i < images; i++) {
        for (int j = 0; j < image.length; j++) {
          image[j] = (float) random.nextGaussian();
          inputs.putFloat(image[j]);
        }
        put(scores, model.run(image, 1));
        for (int j = 0; j < image.length; j++) {
          image[j] = random.nextBoolean() ? Math.nextUp(image[j]) : Math.nextDown(image[j]);
        }
        put(nudged, model.run(image, 1));
      }
      AtomicFiles.write(beside(file, ".images"), inputs.array());
      AtomicFiles.write(beside(file, ".scores"), scores.array());
      AtomicFiles.write(beside(file, ".nudged"), nudged.array());
    }
  }

  private static void put(ByteBuffer buffer, float[] values) {
    for (float value : values) {
      buffer.putFloat(value);
    }
  }

  private static int values(List<Integer> shape) {
    return shape.stream().skip(1).reduce(1, Math::multiplyExact);
  }

  private static ByteBuffer buffer(int floats) {
    return ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Path beside(Path file, String extension) {
    return file.resolveSibling(file.getFileName().toString().replace(".onnx", extension));
  }
}
