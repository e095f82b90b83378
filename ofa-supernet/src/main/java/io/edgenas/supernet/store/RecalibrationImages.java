package io.edgenas.supernet.store;

import io.edgenas.images.Image;
import io.edgenas.input.BadInputException;
import io.edgenas.input.InputFile;
import io.edgenas.output.AtomicFiles;
import io.edgenas.output.Sha256;
import io.edgenas.supernet.data.Dataset;
import io.edgenas.supernet.data.MemoryDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code recalibration.bin}: decoded training images on which batch-norm statistics are recomputed.
 *
 * <p>Little-endian: the magic {@code EDGENASR}; int32 schema, number of images, channels, classes;
 * per image int32 label, width, height; then the samples of all images, each {@code [height, width,
 * channels]}; then the SHA-256 of everything before.
 */
public final class RecalibrationImages {
  /** Newest version of the format that this code reads, and the one it writes. */
  public static final int SCHEMA = 1;

  /** Largest file written or read, in bytes. */
  public static final int MAX_BYTES = 1 << 30;

  private static final long MAGIC = 0x5253414E45474445L; // "EDGENASR", little-endian
  private static final int HEADER = Long.BYTES + 4 * Integer.BYTES;
  private static final int PER_IMAGE = 3 * Integer.BYTES;
  private static final int DIGEST = 32;
  private static final int MAX_SIDE = 65_535;

  private RecalibrationImages() {}

  /** Writes the images, whole or not at all. */
  public static void write(Path file, Dataset images, int channels, int classes)
      throws IOException {
    AtomicFiles.write(file, encode(images, channels, classes));
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException naming the file and what is wrong with it
   */
  public static Dataset read(Path file, int channels, int classes) {
    return decode(InputFile.bytes(file, MAX_BYTES), file.toString(), channels, classes);
  }

  static byte[] encode(Dataset images, int channels, int classes) {
    long bytes = HEADER + (long) images.size() * PER_IMAGE + DIGEST;
    for (int i = 0; i < images.size(); i++) {
      Image image = images.image(i);
      bytes += (long) image.width() * image.height() * channels;
    }
    if (bytes > MAX_BYTES) {
      throw new BadInputException(
          images.size()
              + " recalibration images take "
              + bytes
              + " bytes: at most "
              + MAX_BYTES
              + " are allowed, lower recalibration_images in the policy");
    }
    ByteBuffer out = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(MAGIC).putInt(SCHEMA).putInt(images.size()).putInt(channels).putInt(classes);
    for (int i = 0; i < images.size(); i++) {
      Image image = images.image(i);
      out.putInt(images.label(i)).putInt(image.width()).putInt(image.height());
    }
    for (int i = 0; i < images.size(); i++) {
      out.put(images.image(i).withChannels(channels).toBytes());
    }
    out.put(digest(out.array()));
    return out.array();
  }

  static Dataset decode(byte[] bytes, String source, int channels, int classes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEADER + DIGEST || in.getLong() != MAGIC) {
      throw refused(source, "it is cut off or no file of recalibration images");
    }
    int schema = in.getInt();
    if (schema != SCHEMA) {
      throw refused(
          source, "schema " + schema + " is not known, only " + SCHEMA + ": update EdgeNAS");
    }
    byte[] stored = Arrays.copyOfRange(bytes, bytes.length - DIGEST, bytes.length);
    if (!Arrays.equals(stored, digest(bytes))) {
      throw refused(source, "its SHA-256 does not match: it is damaged");
    }
    int count = in.getInt();
    requireEqual(source, "channels", in.getInt(), channels);
    requireEqual(source, "classes", in.getInt(), classes);
    long body = (long) bytes.length - HEADER - DIGEST;
    if (count < 1 || (long) count * PER_IMAGE > body) {
      throw refused(source, "it announces " + count + " images but has " + body + " bytes");
    }
    return images(in, source, count, channels, classes, body - (long) count * PER_IMAGE);
  }

  private static Dataset images(
      ByteBuffer in, String source, int count, int channels, int classes, long sampleBytes) {
    int[] shapes = new int[count * 3];
    long needed = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < 3; j++) {
        shapes[i * 3 + j] = in.getInt();
      }
      int label = shapes[i * 3];
      int width = shapes[i * 3 + 1];
      int height = shapes[i * 3 + 2];
      if (label < 0 || label >= classes) {
        throw refused(source, "image " + i + " has label " + label + " of " + classes);
      }
      if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
        throw refused(source, "image " + i + " has " + width + "x" + height + " pixels");
      }
      needed += (long) width * height * channels;
    }
    if (needed != sampleBytes) {
      throw refused(source, "its images need " + needed + " bytes, it has " + sampleBytes);
    }
    List<Image> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] samples = new byte[shapes[i * 3 + 1] * shapes[i * 3 + 2] * channels];
      in.get(samples);
      images.add(Image.of(shapes[i * 3 + 1], shapes[i * 3 + 2], channels, samples));
      labels.add(shapes[i * 3]);
    }
    return new MemoryDataset(images, labels);
  }

  /** SHA-256 of all but the last 32 bytes. */
  private static byte[] digest(byte[] file) {
    byte[] content = Arrays.copyOf(file, file.length - DIGEST);
    return HexFormat.of().parseHex(Sha256.of(content));
  }

  private static void requireEqual(String source, String what, int found, int expected) {
    if (found != expected) {
      throw refused(source, "it has " + found + " " + what + ", the supernet " + expected);
    }
  }

  private static BadInputException refused(String source, String why) {
    return new BadInputException(source + " cannot be used: " + why);
  }
}
