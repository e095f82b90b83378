package io.edgenas.supernet.data;

import io.edgenas.images.Image;
import io.edgenas.images.ImageDecoder;
import io.edgenas.images.Resampler;
import io.edgenas.input.BadInputException;
import io.edgenas.output.AtomicFiles;
import io.edgenas.output.Sha256;
import io.edgenas.output.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decoded pixels in a memory-mapped file, so that a data set larger than the heap trains at the
 * speed of memory where it fits into that. Two files: the samples of all images one after the
 * other, and an index of int32 width, height and channels per image (zeros for one that cannot be
 * decoded), closed by its SHA-256. The index is written last: an interrupted run leaves none.
 */
final class PixelCache {
  private static final int DIGEST = 32;
  private static final int PER_IMAGE = 3 * Integer.BYTES;
  private static final int CHUNK = 256;
  private static final long MAX_SEGMENT = 1L << 30;

  private final int[] shapes;
  private final MappedByteBuffer[] segments;
  private final int[] segmentOf;
  private final int[] offsetInSegment;

  private PixelCache(int[] shapes, Path pixels) throws IOException {
    this.shapes = shapes;
    int count = shapes.length / 3;
    this.segmentOf = new int[count];
    this.offsetInSegment = new int[count];
    List<Long> starts = new ArrayList<>(List.of(0L));
    long offset = 0;
    for (int i = 0; i < count; i++) {
      if (offset + length(i) - starts.get(starts.size() - 1) > MAX_SEGMENT) {
        starts.add(offset);
      }
      segmentOf[i] = starts.size() - 1;
      offsetInSegment[i] = (int) (offset - starts.get(starts.size() - 1));
      offset += length(i);
    }
    this.segments = new MappedByteBuffer[starts.size()];
    try (FileChannel channel = FileChannel.open(pixels, StandardOpenOption.READ)) {
      for (int s = 0; s < segments.length; s++) {
        long end = s + 1 < segments.length ? starts.get(s + 1) : offset;
        segments[s] =
            channel.map(FileChannel.MapMode.READ_ONLY, starts.get(s), end - starts.get(s));
      }
    }
  }

  /**
   * The cache of these files, made now unless an earlier run left it.
   *
   * @param key of the files' contents and of {@code shorterSide}
   */
  static PixelCache open(Path folder, String key, List<Path> files, int shorterSide)
      throws IOException {
    AtomicFiles.requireWritableFolder(folder);
    Path pixels = folder.resolve("images-" + key.substring(0, 16) + ".pixels");
    Path index = folder.resolve("images-" + key.substring(0, 16) + ".index");
    Optional<int[]> found = readIndex(index, pixels, files.size());
    if (found.isPresent()) {
      return new PixelCache(found.get(), pixels);
    }
    int[] shapes = decode(files, shorterSide, pixels);
    writeIndex(index, shapes);
    return new PixelCache(shapes, pixels);
  }

  private static Optional<int[]> readIndex(Path index, Path pixels, int count) throws IOException {
    long expected = (long) count * PER_IMAGE + DIGEST;
    if (!Files.exists(index) || !Files.exists(pixels) || Files.size(index) != expected) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(index);
    byte[] content = Arrays.copyOf(bytes, bytes.length - DIGEST);
    byte[] digest = Arrays.copyOfRange(bytes, content.length, bytes.length);
    int[] shapes = new int[count * 3];
    ByteBuffer.wrap(content).asIntBuffer().get(shapes);
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += (long) shapes[i * 3] * shapes[i * 3 + 1] * shapes[i * 3 + 2];
    }
    boolean whole =
        Arrays.equals(digest, HexFormat.of().parseHex(Sha256.of(content)))
            && Files.size(pixels) == total;
    return whole ? Optional.of(shapes) : Optional.empty();
  }

  private static void writeIndex(Path index, int[] shapes) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(shapes.length * Integer.BYTES);
    content.asIntBuffer().put(shapes);
    byte[] bytes = Arrays.copyOf(content.array(), content.capacity() + DIGEST);
    byte[] digest = HexFormat.of().parseHex(Sha256.of(content.array()));
    System.arraycopy(digest, 0, bytes, content.capacity(), DIGEST);
    AtomicFiles.write(index, bytes);
  }

  /** Decodes in parallel, writes in order. */
  private static int[] decode(List<Path> files, int shorterSide, Path target) throws IOException {
    int[] shapes = new int[files.size() * 3];
    Path aside = Files.createTempFile(target.getParent(), ".images", ".part");
    try {
      try (FileChannel out = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        for (int start = 0; start < files.size(); start += CHUNK) {
          List<Path> chunk = files.subList(start, Math.min(files.size(), start + CHUNK));
          Image[] images = new Image[chunk.size()];
          IntStream.range(0, chunk.size())
              .parallel()
              .forEach(i -> images[i] = decode(chunk.get(i), shorterSide).orElse(null));
          for (int i = 0; i < images.length; i++) {
            if (images[i] != null) {
              append(out, images[i], shapes, (start + i) * 3);
            }
          }
        }
        out.force(true);
      }
      Files.move(
          aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw WriteFailure.explained(target, e);
    } finally {
      Files.deleteIfExists(aside);
    }
    return shapes;
  }

  private static void append(FileChannel out, Image image, int[] shapes, int at)
      throws IOException {
    ByteBuffer samples = ByteBuffer.wrap(image.toBytes());
    while (samples.hasRemaining()) {
      out.write(samples);
    }
    shapes[at] = image.width();
    shapes[at + 1] = image.height();
    shapes[at + 2] = image.channels();
  }

  private static Optional<Image> decode(Path file, int shorterSide) {
    try {
      return Optional.of(shrink(ImageDecoder.decode(file), shorterSide));
    } catch (BadInputException e) {
      // Unreadable images are collected, named and counted by the caller.
      return Optional.empty();
    }
  }

  /** The image with its shorter side at most {@code limit} pixels, samples rounded to 8 bits. */
  static Image shrink(Image image, int limit) {
    int shorter = Math.min(image.width(), image.height());
    if (shorter <= limit) {
      return image;
    }
    int width = (int) Math.round((double) image.width() * limit / shorter);
    int height = (int) Math.round((double) image.height() * limit / shorter);
    float[] resized = Resampler.resize(image, width, height);
    byte[] samples = new byte[resized.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.max(0, Math.min(255, Math.round(resized[i])));
    }
    return Image.of(width, height, image.channels(), samples);
  }

  boolean readable(int index) {
    return length(index) > 0;
  }

  int width(int index) {
    return shapes[index * 3];
  }

  int height(int index) {
    return shapes[index * 3 + 1];
  }

  int channels(int index) {
    return shapes[index * 3 + 2];
  }

  Image image(int index) {
    byte[] samples = new byte[length(index)];
    segments[segmentOf[index]].get(offsetInSegment[index], samples);
    return Image.of(width(index), height(index), channels(index), samples);
  }

  private int length(int index) {
    return width(index) * height(index) * channels(index);
  }
}
