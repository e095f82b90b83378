package io.edgenas.images.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.IIOException;

/**
 * Walks the chunks of a PNG, checks that it is whole, and keeps those that decide its pixels: the
 * plug-in never meets compressed texts or colour profiles.
 */
final class PngFile {
  private static final int SIGNATURE = 8;

  /** Where IHDR holds it, and its bit for colour, which palettes have too. */
  private static final int COLOUR_TYPE = 9;

  private static final int COLOURED = 2;
  private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  private PngFile() {}

  static EncodedImage scan(byte[] bytes) throws IIOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, SIGNATURE);
    ByteBuffer file = ByteBuffer.wrap(bytes);
    PngNotes notes = new PngNotes(bytes);
    int width = 0;
    int height = 0;
    int channels = 3;
    int at = SIGNATURE;
    while (true) {
      if (bytes.length - at < 12) {
        throw new IIOException("the PNG ends before its end chunk: it is truncated");
      }
      int length = file.getInt(at);
      String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (length < 0 || length > bytes.length - at - 12) {
        throw new IIOException("the PNG ends inside a chunk: it is truncated or damaged");
      }
      if ((at == SIGNATURE) != type.equals("IHDR")) {
        throw new IIOException("the PNG's chunks are in no valid order: it is damaged");
      }
      if (KEPT.contains(type)) {
        CRC32 crc = new CRC32();
        crc.update(bytes, at + 4, length + 4);
        if ((int) crc.getValue() != file.getInt(at + 8 + length)) {
          throw new IIOException("checksum of chunk " + type + " is wrong: the PNG is damaged");
        }
        kept.write(bytes, at, length + 12);
        if (type.equals("IHDR") && length > COLOUR_TYPE) {
          width = file.getInt(at + 8);
          height = file.getInt(at + 12);
          channels = (bytes[at + 8 + COLOUR_TYPE] & COLOURED) == 0 ? 1 : 3;
        }
      } else if (PngNotes.hold(type)) {
        notes.chunk(type, at + 8, length);
      }
      if (type.equals("IEND")) {
        return new EncodedImage(
            ImageFormat.PNG,
            width,
            height,
            channels,
            notes.orientation(),
            new PluginDecoding(ImageFormat.PNG, kept.toByteArray()));
      }
      at += 12 + length;
    }
  }
}
