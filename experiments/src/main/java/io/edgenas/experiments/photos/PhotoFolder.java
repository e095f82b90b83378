package io.edgenas.experiments.photos;

import io.edgenas.data.Dataset;
import io.edgenas.data.source.DataSource;
import io.edgenas.images.Image;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A folder of photo-like JPEGs of 600 to 2,000 pixels, for trying own images where there are none:
 * bundled clothes, enlarged and coloured, before cluttered backgrounds. The same every time.
 *
 * <p>{@code java -cp 'experiments/target/classes:cli/target/lib/*'
 * io.edgenas.experiments.photos.PhotoFolder DIR IMAGES}
 */
final class PhotoFolder {
  private static final int SMALLEST_WIDTH = 800;
  private static final int LARGEST_WIDTH = 2_000;

  /**
   * A class folder.
   *
   * @param label of the bundled images that it shows
   * @param share of all photos
   */
  private record Kind(String name, int label, double share) {}

  private static final Kind[] KINDS = {
    new Kind("ankle boots", 9, 0.4),
    new Kind("bags", 8, 0.3),
    new Kind("dresses", 3, 0.2),
    new Kind("Sandalen f\u00fcr Damen", 5, 0.1)
  };

  private PhotoFolder() {}

  /**
   * @param args the folder to make, and how many photos
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Integer.parseInt(args[1]));
  }

  static void write(Path out, int images) throws IOException {
    Dataset all = DataSource.open("bundled", out, 28).train();
    for (Kind kind : KINDS) {
      Path folder = Files.createDirectories(out.resolve(kind.name()));
      int[] pictures =
          IntStream.range(0, all.size()).filter(i -> all.label(i) == kind.label()).toArray();
      IntStream.range(0, (int) (images * kind.share()))
          .parallel()
          .forEach(
              i -> {
                SplittableRandom random = new SplittableRandom(1_000_003L * kind.label() + i);
                write(folder, i, photo(all.image(pictures[i % pictures.length]), random));
              });
    }
  }

  private static void write(Path folder, int number, BufferedImage photo) {
    try {
      ImageIO.write(photo, "jpeg", folder.resolve("IMG_" + (1000 + number) + ".jpg").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage photo(Image picture, SplittableRandom random) {
    int width = random.nextInt(SMALLEST_WIDTH, LARGEST_WIDTH + 1);
    int height = width * 3 / 4;
    if (random.nextInt(4) == 0) {
      int swapped = width;
      width = height;
      height = swapped;
    }
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = photo.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setPaint(
        new GradientPaint(0, 0, colour(random, 255), width, height, colour(random, 255)));
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < 12; i++) {
      graphics.setColor(colour(random, 120));
      int size = random.nextInt(40, width / 3);
      graphics.fillOval(random.nextInt(width), random.nextInt(height), size, size / 2);
    }
    int side = (int) (Math.min(width, height) * (0.6 + 0.35 * random.nextDouble()));
    int left = (width - side) / 2 + random.nextInt(-width / 12, width / 12);
    int top = (height - side) / 2 + random.nextInt(-height / 12, height / 12);
    graphics.drawImage(cutOut(picture, colour(random, 255)), left, top, side, side, null);
    graphics.dispose();
    grain(photo, random);
    return photo;
  }

  private static Color colour(SplittableRandom random, int alpha) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), alpha);
  }

  /** The item in a colour of its own; its black surroundings let the background through. */
  private static BufferedImage cutOut(Image picture, Color colour) {
    BufferedImage item =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int level = picture.sample(x, y, 0);
        int alpha = Math.min(255, level * 4);
        int red = level * (128 + colour.getRed() / 2) / 255;
        int green = level * (128 + colour.getGreen() / 2) / 255;
        int blue = level * (128 + colour.getBlue() / 2) / 255;
        item.setRGB(x, y, alpha << 24 | red << 16 | green << 8 | blue);
      }
    }
    return item;
  }

  private static void grain(BufferedImage photo, SplittableRandom random) {
    byte[] samples = ((DataBufferByte) photo.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < samples.length; i++) {
      int noisy = (samples[i] & 0xff) + random.nextInt(-8, 9);
      samples[i] = (byte) Math.max(0, Math.min(255, noisy));
    }
  }
}
