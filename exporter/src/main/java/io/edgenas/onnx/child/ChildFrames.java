package io.edgenas.onnx.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Messages on a stream that something else may write to as well: a native library that prints. Each
 * begins with a marker that only the two ends know; what lies between messages is skipped, and a
 * message that something was printed into is told by its checksum.
 */
final class ChildFrames {
  /** Bytes of a marker. */
  static final int MARKER_BYTES = 16;

  /** Most bytes of fields: a sentinel's model is among them. */
  static final int MAX_FIELDS = 256 << 20;

  private static final int MAX_NOISE = 1 << 20;

  private final byte[] marker;

  ChildFrames(byte[] marker) {
    this.marker = marker.clone();
  }

  /** Writes a message whole. */
  void write(OutputStream stream, ChildMessage message) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.write(marker);
    out.writeInt(message.fields().length);
    out.writeInt(message.bulk().length);
    out.write(message.fields());
    out.write(message.bulk());
    out.writeInt(checksum(message));
    out.flush();
  }

  /**
   * Waits for the next message.
   *
   * @param maxBulk most bytes of its array
   * @throws EOFException if the stream ends
   * @throws IOException if there is no message where one must be, or a damaged one
   */
  ChildMessage read(InputStream stream, long maxBulk) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    skipToMarker(in);
    int fields = in.readInt();
    int bulk = in.readInt();
    if (fields < 0 || fields > MAX_FIELDS || bulk < 0 || bulk > maxBulk) {
      throw new IOException("a message of " + fields + " and " + bulk + " bytes");
    }
    byte[] head = new byte[fields];
    in.readFully(head);
    byte[] body = new byte[bulk];
    in.readFully(body);
    ChildMessage message = new ChildMessage(head, body);
    if (in.readInt() != checksum(message)) {
      throw new IOException("a damaged message");
    }
    return message;
  }

  private void skipToMarker(DataInputStream in) throws IOException {
    byte[] window = new byte[MARKER_BYTES];
    in.readFully(window);
    for (int noise = 0; !Arrays.equals(window, marker); noise++) {
      if (noise == MAX_NOISE) {
        throw new IOException("more than " + MAX_NOISE + " bytes that are no message");
      }
      System.arraycopy(window, 1, window, 0, MARKER_BYTES - 1);
      window[MARKER_BYTES - 1] = in.readByte();
    }
  }

  private static int checksum(ChildMessage message) {
    CRC32 checksum = new CRC32();
    checksum.update(message.fields());
    checksum.update(message.bulk());
    return (int) checksum.getValue();
  }
}
