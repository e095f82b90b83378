package io.edgenas.experiments.photos;

import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.source.DataSource;
import io.edgenas.images.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * The bundled images as PNG files, with 20 times as many training images of every second class:
 * what balancing is worth. Validation and test images are left even.
 *
 * <p>{@code java -cp 'experiments/target/classes:cli/target/lib/*'
 * io.edgenas.experiments.photos.UnevenFolder DIR}
 */
final class UnevenFolder {
  private static final int MANY = 1_000;
  private static final int FEW = 50;

  private UnevenFolder() {}

  /**
   * @param args the folder to make
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), MANY, FEW);
  }

  static void write(Path out, int many, int few) throws IOException {
    DataSplits data = DataSource.open("bundled", out, 1);
    int[] counts = new int[data.classes()];
    for (int label = 0; label < counts.length; label++) {
      counts[label] = label % 2 == 0 ? many : few;
    }
    write(data, data.train(), out.resolve("train"), counts);
    write(
        data, data.validation(), out.resolve("val"), data.validation().classCounts(counts.length));
    write(data, data.test(), out.resolve("test"), data.test().classCounts(counts.length));
  }

  /** The first {@code counts[label]} images of each class. */
  private static void write(DataSplits data, Dataset part, Path folder, int[] counts)
      throws IOException {
    int[] left = counts.clone();
    for (int i = 0; i < part.size(); i++) {
      int label = part.label(i);
      if (left[label]-- <= 0) {
        continue;
      }
      String name = data.labels().get(label).replace('/', '-');
      Path file = Files.createDirectories(folder.resolve(name)).resolve(i + ".png");
      ImageIO.write(grey(part.image(i)), "png", file.toFile());
    }
  }

  private static BufferedImage grey(Image image) {
    BufferedImage grey =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        grey.getRaster().setSample(x, y, 0, image.sample(x, y, 0));
      }
    }
    return grey;
  }
}
