package io.edgenas.profile;

import io.edgenas.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
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
  private final FileChannel channel;
  private final List<T> rows;
  private final Set<String> keys = new HashSet<>();

  private AppendedTable(Table<T> table, FileChannel channel, List<T> rows) {
    this.table = table;
    this.channel = channel;
    this.rows = rows;
    rows.forEach(row -> keys.add(table.key(row)));
  }

  /**
   * Opens the file, drops what follows its last line feed, and reads its rows.
   *
   * @param create whether to begin a new file; one that has rows is then refused, because nothing
   *     says what they measured
   */
  static <T> AppendedTable<T> open(Path folder, Table<T> table, boolean create) throws IOException {
    Path file = folder.resolve(table.fileName());
    FileChannel channel = openChannel(file, create);
    try {
      lock(channel, folder);
      byte[] bytes = content(channel, file);
      String header = table.text(List.of());
      // A file that a killed run only began, as create wrote it, is begun again.
      if (create && header.startsWith(new String(bytes, StandardCharsets.UTF_8))) {
        channel.truncate(0);
        write(channel, header);
        return new AppendedTable<>(table, channel, new ArrayList<>());
      }
      if (create) {
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
      return new AppendedTable<>(table, channel, rows);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel openChannel(Path file, boolean create) throws IOException {
    try {
      return create
          ? FileChannel.open(
              file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)
          : FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          file + " is missing from the profile: restore it, or remove the folder", e);
    }
  }

  private static void lock(FileChannel channel, Path folder) throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
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

  void append(T measurement) throws IOException {
    if (keys.contains(table.key(measurement))) {
      throw new BadInputException(table.key(measurement) + " is in the profile already");
    }
    long start = channel.position();
    try {
      write(channel, table.line(measurement));
    } catch (IOException e) {
      // The next row must not continue a half-written one.
      channel.truncate(start);
      throw e;
    }
    keys.add(table.key(measurement));
    rows.add(measurement);
  }

  /** Closes the file and releases its lock. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
