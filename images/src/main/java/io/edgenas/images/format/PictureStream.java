package io.edgenas.images.format;

import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes in memory as a plug-in reads them, which may try to read beyond their end only a few times.
 *
 * <p>The WebP plug-in takes missing data as zeros, each with an exception of its own: without an
 * end, 30 bytes that claim 90 megapixels keep it busy for minutes.
 */
final class PictureStream extends ImageInputStreamImpl {
  private static final int ATTEMPTS_BEYOND_END = 64;

  private final byte[] bytes;
  private int attempts;

  /** {@code bytes} are not copied, and not to be written to. */
  PictureStream(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() throws IIOException {
    bitOffset = 0;
    return atEnd() ? -1 : bytes[(int) streamPos++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IIOException {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (atEnd()) {
      return -1;
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, into, offset, count);
    streamPos += count;
    return count;
  }

  private boolean atEnd() throws IIOException {
    if (streamPos < bytes.length) {
      return false;
    }
    if (++attempts > ATTEMPTS_BEYOND_END) {
      throw new IIOException("its picture data ends too early: it is truncated or damaged");
    }
    return true;
  }

  /**
   * Says that the length is unknown: the WebP plug-in refuses pictures over 2,048 times as large as
   * their file, and those of one colour are. What they may cost is bounded by {@link
   * ImageDecoder#MAX_PIXELS}.
   */
  @Override
  public long length() {
    return -1;
  }
}
