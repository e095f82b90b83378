package io.edgenas.data.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/**
 * Draws the bundled data set from the full Fashion-MNIST. From the root of the repository:
 *
 * <pre>
 * java ofa-supernet/src/test/java/io/edgenas/supernet/data/DrawBundledSubset.java \
 *     /usr/share/datasets/fashion-mnist \
 *     ofa-supernet/src/main/resources/io/edgenas/supernet/data/bundled
 * </pre>
 *
 * <p>The images of each class are shuffled and the first ones taken; then blocks of ten are laid
 * down, each with one image of each class in random order. So every multiple of ten images from the
 * start or the end is balanced, and the last tenth can serve for validation. Only {@link Random},
 * whose numbers are fixed by its specification, decides: the images are the same everywhere. The
 * packed bytes are too with zlib 1.2 or 1.3, which the JDK uses.
 */
final class DrawBundledSubset {
  /** As many as stay under 6 MB packed, in whole hundreds. */
  static final int TRAINING_PER_CLASS = 1_170;

  static final int TEST_PER_CLASS = 200;

  private static final int CLASSES = 10;
  private static final int PIXELS = 28 * 28;
  private static final int IMAGES_HEADER = 16;
  private static final int LABELS_HEADER = 8;
  private static final int IMAGES_MAGIC = 0x0803;
  private static final int LABELS_MAGIC = 0x0801;

  /** Images and labels as idx files, not packed. */
  record Part(byte[] images, byte[] labels) {}

  private DrawBundledSubset() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("give two folders: the full set and the subset");
    }
    Path from = Path.of(args[0]);
    Path to = Path.of(args[1]);
    write(to, "train", draw(from, "train", TRAINING_PER_CLASS));
    write(to, "t10k", draw(from, "t10k", TEST_PER_CLASS));
  }

  /** Draws {@code perClass} images of each class from the files that begin with {@code prefix}. */
  static Part draw(Path folder, String prefix, int perClass) throws IOException {
    byte[] images = unpack(folder.resolve(imagesName(prefix)));
    byte[] labels = unpack(folder.resolve(labelsName(prefix)));
    Random random = new Random(2017 + perClass);
    List<List<Integer>> byClass = new ArrayList<>();
    for (int label = 0; label < CLASSES; label++) {
      List<Integer> members = new ArrayList<>();
      for (int i = 0; i < labels.length - LABELS_HEADER; i++) {
        if (labels[LABELS_HEADER + i] == label) {
          members.add(i);
        }
      }
      shuffle(members, random);
      byClass.add(members);
    }
    ByteBuffer outImages = ByteBuffer.allocate(IMAGES_HEADER + perClass * CLASSES * PIXELS);
    ByteBuffer outLabels = ByteBuffer.allocate(LABELS_HEADER + perClass * CLASSES);
    outImages.putInt(IMAGES_MAGIC).putInt(perClass * CLASSES).putInt(28).putInt(28);
    outLabels.putInt(LABELS_MAGIC).putInt(perClass * CLASSES);
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    for (int block = 0; block < perClass; block++) {
      shuffle(order, random);
      for (int label : order) {
        int image = byClass.get(label).get(block);
        outImages.put(images, IMAGES_HEADER + image * PIXELS, PIXELS);
        outLabels.put((byte) label);
      }
    }
    return new Part(outImages.array(), outLabels.array());
  }

  /** Fisher and Yates, written out because the library's is not specified. */
  private static void shuffle(List<Integer> list, Random random) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      list.set(j, list.set(i, list.get(j)));
    }
  }

  private static void write(Path folder, String prefix, Part part) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(imagesName(prefix)), pack(part.images()));
    Files.write(folder.resolve(labelsName(prefix)), pack(part.labels()));
  }

  static String imagesName(String prefix) {
    return prefix + "-images-idx3-ubyte.gz";
  }

  static String labelsName(String prefix) {
    return prefix + "-labels-idx1-ubyte.gz";
  }

  /** Gzip without time or name; of zlib's strategies the one that packs best. */
  static byte[] pack(byte[] bytes) {
    byte[] best = null;
    for (int strategy :
        new int[] {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
      byte[] packed = deflate(bytes, strategy);
      if (best == null || packed.length < best.length) {
        best = packed;
      }
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return ByteBuffer.allocate(18 + best.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, (byte) 0xff})
        .put(best)
        .putInt((int) crc.getValue())
        .putInt(bytes.length)
        .array();
  }

  private static byte[] deflate(byte[] bytes, int strategy) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setStrategy(strategy);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] unpack(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }
}
