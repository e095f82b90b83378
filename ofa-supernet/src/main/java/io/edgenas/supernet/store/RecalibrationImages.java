package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.data.Dataset;
import io.edgenas.data.MemoryDataset;
import io.edgenas.images.Image;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
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
    long size = InputFile.requireRegular(file).size();
    try (InputStream in = InputFile.open(file, MAX_BYTES)) {
      return decode(in, size, file.toString(), channels, classes);
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
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
    MessageDigest digest = sha256();
    digest.update(out.array(), 0, out.position());
    out.put(digest.digest());
    return out.array();
  }

  static Dataset decode(byte[] bytes, String source, int channels, int classes) {
    try {
      InputStream in = new ByteArrayInputStream(bytes);
      return decode(in, bytes.length, source, channels, classes);
    } catch (IOException e) {
      throw new IllegalStateException("an array can be read", e);
    }
  }

  /** Samples are read only when what is announced fits the number of bytes. */
  private static Dataset decode(
      InputStream stream, long size, String source, int channels, int classes) throws IOException {
    Digested in = new Digested(new BufferedInputStream(stream), sha256());
    if (size < HEADER + DIGEST || in.read(Long.BYTES, source).getLong() != MAGIC) {
      throw refused(source, "it is cut off or no file of recalibration images");
    }
    ByteBuffer header = in.read(HEADER - Long.BYTES, source);
    int schema = header.getInt();
    if (schema != SCHEMA) {
      throw refused(
          source, "schema " + schema + " is not known, only " + SCHEMA + ": update EdgeNAS");
    }
    int count = header.getInt();
    requireEqual(source, "channels", header.getInt(), channels);
    requireEqual(source, "classes", header.getInt(), classes);
    long body = size - HEADER - DIGEST;
    if (count < 1 || (long) count * PER_IMAGE > body) {
      throw refused(source, "it announces " + count + " images but has " + body + " bytes");
    }
    List<Shape> shapes =
        shapes(in, source, count, channels, classes, body - (long) count * PER_IMAGE);
    List<Image> images = new ArrayList<>();
    for (Shape shape : shapes) {
      byte[] samples = in.read(shape.width * shape.height * channels, source).array();
      images.add(Image.of(shape.width, shape.height, channels, samples));
    }
    byte[] found = in.digest().digest();
    if (!Arrays.equals(found, in.read(DIGEST, source).array())) {
      throw refused(source, "its SHA-256 does not match: it is damaged");
    }
    return new MemoryDataset(images, shapes.stream().map(Shape::label).toList());
  }

  private record Shape(int label, int width, int height) {}

  private static List<Shape> shapes(
      Digested in, String source, int count, int channels, int classes, long sampleBytes)
      throws IOException {
    List<Shape> shapes = new ArrayList<>();
    long needed = 0;
    for (int i = 0; i < count; i++) {
      ByteBuffer fields = in.read(PER_IMAGE, source);
      Shape shape = new Shape(fields.getInt(), fields.getInt(), fields.getInt());
      if (shape.label < 0 || shape.label >= classes) {
        throw refused(source, "image " + i + " has label " + shape.label + " of " + classes);
      }
      boolean possible =
          shape.width >= 1
              && shape.width <= MAX_SIDE
              && shape.height >= 1
              && shape.height <= MAX_SIDE;
      if (!possible) {
        throw refused(
            source, "image " + i + " has " + shape.width + "x" + shape.height + " pixels");
      }
      needed += (long) shape.width * shape.height * channels;
      shapes.add(shape);
    }
    if (needed != sampleBytes) {
      throw refused(source, "its images need " + needed + " bytes, it has " + sampleBytes);
    }
    return shapes;
  }

  /** Reads from front to back, and digests what it reads. */
  private record Digested(InputStream in, MessageDigest digest) {
    ByteBuffer read(int count, String source) throws IOException {
      byte[] bytes = new byte[count];
      if (in.readNBytes(bytes, 0, count) < count) {
        throw refused(source, "it became shorter while it was read");
      }
      digest.update(bytes);
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static void requireEqual(String source, String what, int found, int expected) {
    if (found != expected) {
      throw refused(source, "it has " + found + " " + what + ", the supernet " + expected);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static BadInputException refused(String source, String why) {
    return new BadInputException(source + " cannot be used: " + why);
  }
}
