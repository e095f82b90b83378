package io.edgenas.base.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The unpacked bytes of a gzip file (RFC 1952) of one or several members. The JDK's {@code
 * GZIPInputStream} calls itself for each empty member, so that a small file of many ends in a stack
 * overflow. Whoever reads bounds what comes out: a small file may unpack to very much.
 *
 * <p>Damage shows as a {@link ZipException}, a file cut off as an {@link EOFException}.
 */
public final class GzipInput extends InputStream {
  private static final int MAX_MEMBERS = 100_000;
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int RESERVED_FLAGS = 0xe0;
  private static final int DEFLATE = 8;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] packed = new byte[1 << 16];
  private int position;
  private int limit;
  private int members;
  private boolean inMember;
  private boolean ended;

  /**
   * Unpacks a stream, which is closed with this one.
   *
   * @param in need not be buffered
   */
  public GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember) {
        begin();
        continue;
      }
      int count = inflate(buffer, offset, length);
      if (count > 0) {
        return count;
      }
    }
    return -1;
  }

  /** Inflates at least one byte; gives 0 where the member has ended or more input is needed. */
  private int inflate(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(buffer, offset, length);
      crc.update(buffer, offset, count);
      if (inflater.finished()) {
        position = limit - inflater.getRemaining();
        end();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("it needs a dictionary");
      } else if (count == 0) {
        fill();
        inflater.setInput(packed, 0, limit);
        position = limit;
      }
      return count;
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage());
    }
  }

  private void fill() throws IOException {
    limit = in.read(packed);
    position = 0;
    if (limit <= 0) {
      limit = 0;
      throw new EOFException("it ends in the middle");
    }
  }

  private boolean more() throws IOException {
    if (position == limit) {
      limit = Math.max(0, in.read(packed));
      position = 0;
    }
    return position < limit;
  }

  private int next() throws IOException {
    if (position == limit) {
      fill();
    }
    return packed[position++] & 0xff;
  }

  private int nextShort() throws IOException {
    return next() | next() << 8;
  }

  private long nextInt() throws IOException {
    return nextShort() | (long) nextShort() << 16;
  }

  private void begin() throws IOException {
    if (members > 0 && !anotherMember()) {
      ended = true;
      return;
    }
    if (++members > MAX_MEMBERS) {
      throw new ZipException("it consists of more than " + MAX_MEMBERS + " parts");
    }
    if (nextShort() != 0x8b1f || next() != DEFLATE) {
      throw new ZipException("not in gzip format");
    }
    int flags = next();
    if ((flags & RESERVED_FLAGS) != 0) {
      throw new ZipException("unknown flags");
    }
    skip(6); // time, compression, operating system
    if ((flags & FLAG_EXTRA) != 0) {
      skip(nextShort());
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    inflater.setInput(packed, position, limit - position);
    inMember = true;
  }

  /** Zeros behind the end are padding. */
  private boolean anotherMember() throws IOException {
    while (more()) {
      if (packed[position] != 0) {
        return true;
      }
      position++;
    }
    return false;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    for (int i = 0; i <= packed.length; i++) {
      if (next() == 0) {
        return;
      }
    }
    throw new ZipException("the name in its header has no end");
  }

  private void end() throws IOException {
    if (nextInt() != crc.getValue() || nextInt() != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("its checksum is wrong");
    }
    inMember = false;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
