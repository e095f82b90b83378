package io.edgenas.data.cache;

import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.Sha256;
import io.edgenas.data.ImageFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Which images a cache file holds, in the order of their samples there. The index only grows, row
 * by row, each after its samples are on the disk: what a killed run leaves is whole up to the last
 * good row, and everything behind it counts as not there.
 *
 * <p>Big-endian: {@code EDGENASP}, schema and shorter side as int32; then per image the 32 bytes of
 * its file's SHA-256, width, height and channels as int32 (zeros for one that cannot be decoded),
 * the first 16 bytes of the SHA-256 of its samples, and the CRC-32 of these 60 bytes. Of two rows
 * for a file the later one counts: the samples of the earlier one were found damaged.
 *
 * @param rows by hash, in the order of the samples
 * @param bytes of the index up to its last good row; 0 where not even its header is good
 * @param pixelBytes samples of all rows, those included that no longer count
 */
public record CacheIndex(Map<String, Row> rows, long bytes, long pixelBytes) {
  static final CacheIndex NONE = new CacheIndex(Map.of(), 0, 0);

  static final int HEADER_BYTES = 16;
  static final int ROW_BYTES = 64;

  /** To be raised when decoding or shrinking changes: older caches are then made anew. */
  private static final int SCHEMA = 2;

  /** Rows for more images than a folder may have; a longer index is made anew. */
  private static final long MAX_BYTES = 1L << 29;

  private static final int MAX_SIDE = 65_535;
  private static final byte[] MAGIC = "EDGENASP".getBytes(StandardCharsets.ISO_8859_1);
  private static final int SHA_BYTES = 32;

  /**
   * An image in the cache.
   *
   * @param offset of its first sample in bytes
   * @param width in pixels; 0 where the image cannot be decoded
   * @param digest of its samples
   */
  record Row(long offset, int width, int height, int channels, Digest digest) {
    int length() {
      return width * height * channels;
    }
  }

  /** The first half of a SHA-256. */
  public record Digest(long high, long low) {
    public static Digest of(byte[] samples) {
      ByteBuffer sha256 = ByteBuffer.wrap(HexFormat.of().parseHex(Sha256.of(samples)));
      return new Digest(sha256.getLong(), sha256.getLong());
    }
  }

  /** The good rows whose samples are in the cache file, as far as they go without a gap. */
  static CacheIndex read(Path index, Path pixels, int shorterSide) throws IOException {
    if (!Files.exists(index) || Files.size(index) > MAX_BYTES) {
      return NONE;
    }
    Map<String, Row> rows = new LinkedHashMap<>();
    long available = Files.exists(pixels) ? Files.size(pixels) : 0;
    long offset = 0;
    long bytes = HEADER_BYTES;
    // Row by row: a file may be long without holding anything.
    try (InputStream in = new BufferedInputStream(InputFile.open(index, MAX_BYTES))) {
      if (!ByteBuffer.wrap(in.readNBytes(HEADER_BYTES)).equals(header(shorterSide))) {
        return NONE;
      }
      byte[] read = in.readNBytes(ROW_BYTES);
      while (read.length == ROW_BYTES) {
        ByteBuffer fields = ByteBuffer.wrap(read);
        byte[] content = new byte[ROW_BYTES - Integer.BYTES];
        fields.get(content);
        if (fields.getInt() != checksum(content)) {
          break;
        }
        fields.position(SHA_BYTES);
        Row row =
            new Row(
                offset,
                fields.getInt(),
                fields.getInt(),
                fields.getInt(),
                new Digest(fields.getLong(), fields.getLong()));
        if (!plausible(row) || offset + row.length() > available) {
          break;
        }
        String sha256 = HexFormat.of().formatHex(content, 0, SHA_BYTES);
        rows.remove(sha256); // so that its place in the order becomes the last
        rows.put(sha256, row);
        offset += row.length();
        bytes += ROW_BYTES;
        read = in.readNBytes(ROW_BYTES);
      }
    }
    return new CacheIndex(rows, bytes, offset);
  }

  boolean has(ImageFile file) {
    return rows.containsKey(file.sha256());
  }

  private static boolean plausible(Row row) {
    boolean none = row.width == 0 && row.height == 0 && row.channels == 0;
    boolean some =
        row.width > 0
            && row.width <= MAX_SIDE
            && row.height > 0
            && row.height <= MAX_SIDE
            && (row.channels == 1 || row.channels == 3)
            && (long) row.width * row.height * row.channels <= Integer.MAX_VALUE;
    return none || some;
  }

  static ByteBuffer header(int shorterSide) {
    return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(SCHEMA).putInt(shorterSide).flip();
  }

  /** Appends a row to {@code out}. */
  static void put(
      ByteBuffer out, String sha256, int width, int height, int channels, byte[] samples) {
    Digest digest = Digest.of(samples);
    byte[] content =
        ByteBuffer.allocate(ROW_BYTES - Integer.BYTES)
            .put(HexFormat.of().parseHex(sha256))
            .putInt(width)
            .putInt(height)
            .putInt(channels)
            .putLong(digest.high)
            .putLong(digest.low)
            .array();
    out.put(content).putInt(checksum(content));
  }

  private static int checksum(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }
}
