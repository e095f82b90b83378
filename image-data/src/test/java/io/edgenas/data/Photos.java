package io.edgenas.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Image files for tests. */
public final class Photos {
  private Photos() {}

  /** Writes a picture that no other number gives. */
  public static void write(Path file, int number, int width, int height) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (number * 7919 + x * 31 + y * 17) & 0xffffff);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }

  /** Writes {@code count} pictures of 20x24 pixels, numbered from {@code from}. */
  public static void write(Path folder, int from, int count) throws IOException {
    for (int i = from; i < from + count; i++) {
      write(folder.resolve("photo-" + i + ".png"), i, 20, 24);
    }
  }

  /** Writes a picture of one colour. */
  static void plain(Path file, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(20, 24, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 20 * 24; i++) {
      image.setRGB(i % 20, i / 20, rgb);
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
