package io.edgenas.profile;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.ChannelLock;
import io.edgenas.base.output.OwnFile;
import io.edgenas.base.output.WriteFailure;
import io.edgenas.base.table.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One CSV file of a profile, locked and open for appending. */
final class AppendedTable<T> implements AutoCloseable {
  private final Table<T> table;
  private final Path file;
  private final FileChannel channel;
  private final List<T> rows;
  private final Set<String> keys = new HashSet<>();

  private AppendedTable(Table<T> table, Path file, FileChannel channel, List<T> rows) {
    this.table = table;
    this.file = file;
    this.channel = channel;
    this.rows = rows;
    rows.forEach(row -> keys.add(table.key(row)));
  }

  /**
   * Opens the file, drops what follows its last line feed, and reads its rows.
   *
   * @param create whether the profile is new; a file that has rows is then refused, because nothing
   *     says what they measured
   */
  static <T> AppendedTable<T> open(Path folder, Table<T> table, boolean create) throws IOException {
    Path file = folder.resolve(table.fileName());
    FileChannel channel =
        OwnFile.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      lock(channel, folder);
      byte[] bytes = content(channel, file);
      String header = table.text(List.of());
      // A file that a killed run only began, or that is not there yet, is begun anew.
      String there = new String(bytes, StandardCharsets.UTF_8);
      if (header.startsWith(there) && there.length() < header.length()) {
        channel.truncate(0);
        write(channel, header);
        return new AppendedTable<>(table, file, channel, new ArrayList<>());
      }
      if (create && !there.equals(header)) {
        throw new BadInputException(
            file
                + " has rows, but "
                + ProfileFile.NAME
                + " is missing beside it: restore it, or"
                + " remove the folder");
      }
      int complete = Table.completeLength(bytes);
      byte[] kept = complete == bytes.length ? bytes : Arrays.copyOf(bytes, complete);
      List<T> rows = new ArrayList<>(table.read(kept, file.toString()));
      if (complete < bytes.length) {
        channel.truncate(complete);
        channel.force(true);
      }
      channel.position(complete);
      return new AppendedTable<>(table, file, channel, rows);
    } catch (IOException e) {
      channel.close();
      throw WriteFailure.explained(file, e);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void lock(FileChannel channel, Path folder) {
    if (!ChannelLock.take(channel)) {
      throw new BadInputException(
          "another run is writing the profile in " + folder + ": wait for it, or stop it");
    }
  }

  private static byte[] content(FileChannel channel, Path file) throws IOException {
    if (channel.size() > Table.MAX_BYTES) {
      throw new BadInputException(
          file + " has " + channel.size() + " bytes: at most " + Table.MAX_BYTES + " are read");
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) channel.size());
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // read() fills the buffer in as many steps as it likes
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(true);
  }

  List<T> rows() {
    return Collections.unmodifiableList(rows);
  }

  /**
   * Adds rows in one write: all of them are on the disk on return, or none is in the file.
   *
   * @throws IOException naming the file and the space that is left; none of the rows is then there
   */
  void append(List<T> measurements) throws IOException {
    Set<String> added = new HashSet<>();
    StringBuilder lines = new StringBuilder();
    for (T measurement : measurements) {
      String key = table.key(measurement);
      if (keys.contains(key) || !added.add(key)) {
        throw new BadInputException(key + " is in the profile already");
      }
      lines.append(table.line(measurement));
    }
    long start = channel.position();
    try {
      write(channel, lines.toString());
    } catch (IOException e) {
      // The next row must not continue a half-written one.
      channel.truncate(start);
      throw WriteFailure.explained(file, e);
    }
    keys.addAll(added);
    rows.addAll(measurements);
  }

  /** Closes the file and releases its lock. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
