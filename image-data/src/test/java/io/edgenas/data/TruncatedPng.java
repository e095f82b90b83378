package io.edgenas.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Damage that only decoding finds. */
public final class TruncatedPng {
  private static final int SIGNATURE = 8;

  private TruncatedPng() {}

  /** Whole chunks with good checksums, but half of the picture's data. */
  public static byte[] withHalfItsRows(byte[] png) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, SIGNATURE);
    ByteBuffer in = ByteBuffer.wrap(png).position(SIGNATURE);
    while (in.hasRemaining()) {
      byte[] data = new byte[in.getInt()];
      byte[] type = new byte[4];
      in.get(type).get(data).getInt();
      boolean picture = new String(type, StandardCharsets.ISO_8859_1).equals("IDAT");
      byte[] kept = picture ? Arrays.copyOf(data, data.length / 2) : data;
      CRC32 crc = new CRC32();
      crc.update(type);
      crc.update(kept);
      out.writeBytes(
          ByteBuffer.allocate(12 + kept.length)
              .putInt(kept.length)
              .put(type)
              .put(kept)
              .putInt((int) crc.getValue())
              .array());
    }
    return out.toByteArray();
  }
}
