package io.edgenas.base.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.ChannelLock;
import io.edgenas.base.output.OwnFile;
import io.edgenas.base.output.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A CSV file that grows, locked and open for more rows. Rows are on the disk when {@link #append}
 * returns. A run that is killed leaves at most one unfinished last line, which the next one drops.
 *
 * <p>While it is open no other process can open it here. Not safe for several threads.
 */
public final class GrowingTable<T> implements AutoCloseable {
  private final Table<T> table;
  private final Path file;
  private final String owner;
  private final List<T> rows;
  private final Set<String> keys = new HashSet<>();
  private FileChannel channel;

  private GrowingTable(Table<T> table, Path file, String owner, FileChannel channel, List<T> rows) {
    this.table = table;
    this.file = file;
    this.owner = owner;
    this.channel = channel;
    this.rows = rows;
    rows.forEach(row -> table.key(row).ifPresent(keys::add));
  }

  /**
   * Opens a file for more rows: begins it where it is missing or was killed in its first line,
   * drops what follows its last line feed, and reads its rows.
   *
   * @param owner what messages call that which the file belongs to
   * @throws BadInputException if a row is malformed, another run has it open, or it is no regular
   *     file
   * @throws IOException naming the file if it cannot be written
   */
  public static <T> GrowingTable<T> open(Path file, Table<T> table, String owner)
      throws IOException {
    return open(file, table, owner, Optional.empty());
  }

  /**
   * The same for a file that must have no rows yet.
   *
   * @param refusal what to say where it has some
   */
  public static <T> GrowingTable<T> openEmpty(
      Path file, Table<T> table, String owner, String refusal) throws IOException {
    return open(file, table, owner, Optional.of(refusal));
  }

  private static <T> GrowingTable<T> open(
      Path file, Table<T> table, String owner, Optional<String> unlessEmpty) throws IOException {
    FileChannel channel =
        OwnFile.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      lock(channel, owner);
      byte[] bytes = content(channel, file, table);
      String header = table.text(List.of());
      if (table.onlyBegun(bytes)) {
        channel.truncate(0);
        write(channel, header);
        return new GrowingTable<>(table, file, owner, channel, new ArrayList<>());
      }
      if (unlessEmpty.isPresent()
          && !Arrays.equals(bytes, header.getBytes(StandardCharsets.UTF_8))) {
        throw new BadInputException(unlessEmpty.get());
      }
      byte[] finished = finished(bytes);
      List<T> rows = new ArrayList<>(table.read(finished, file.toString()));
      if (finished.length < bytes.length) {
        channel.truncate(finished.length);
        channel.force(true);
      }
      channel.position(finished.length);
      return new GrowingTable<>(table, file, owner, channel, rows);
    } catch (IOException e) {
      channel.close();
      throw WriteFailure.explained(file, e);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * The finished rows of a file that may be growing meanwhile; none where there is no file. Changes
   * nothing.
   *
   * @throws BadInputException naming file and line of what is malformed
   */
  public static <T> List<T> read(Path file, Table<T> table) {
    if (!Files.exists(file)) {
      return List.of();
    }
    byte[] bytes = InputFile.bytes(file, table.maxBytes());
    return table.onlyBegun(bytes) ? List.of() : table.read(finished(bytes), file.toString());
  }

  /** The part up to and including the last line feed: the rest is a row in the writing. */
  private static byte[] finished(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] != '\n') {
      length--;
    }
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private static void lock(FileChannel channel, String owner) {
    if (!ChannelLock.take(channel)) {
      throw new BadInputException("another run is writing " + owner + ": wait for it, or stop it");
    }
  }

  private static byte[] content(FileChannel channel, Path file, Table<?> table) throws IOException {
    InputFile.requireAtMost(file.toString(), channel.size(), table.maxBytes());
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

  /** The rows in the file now. */
  public List<T> rows() {
    return Collections.unmodifiableList(rows);
  }

  /** Adds one row, as {@link #append(List)} does. */
  public void append(T row) throws IOException {
    append(List.of(row));
  }

  /**
   * Adds rows in one write: all of them are on the disk on return, or none is in the file.
   *
   * @throws BadInputException if the key of one is there already
   * @throws IOException naming the file and the space that is left; none of the rows is then there
   */
  public void append(List<T> more) throws IOException {
    Set<String> added = new HashSet<>();
    StringBuilder lines = new StringBuilder();
    for (T row : more) {
      Optional<String> key = table.key(row);
      if (key.isPresent() && (keys.contains(key.get()) || !added.add(key.get()))) {
        throw new BadInputException(key.get() + " is in " + owner + " already");
      }
      lines.append(table.line(row));
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
    rows.addAll(more);
  }

  /** Keeps only the rows that {@code wanted} accepts: the file is replaced whole or not at all. */
  public void retain(Predicate<T> wanted) throws IOException {
    List<T> kept = rows.stream().filter(wanted).toList();
    if (kept.size() == rows.size()) {
      return;
    }
    AtomicFiles.write(file, table.text(kept));
    FileChannel replaced = channel;
    channel = OwnFile.open(file, StandardOpenOption.WRITE);
    replaced.close();
    lock(channel, owner);
    channel.position(channel.size());
    rows.clear();
    rows.addAll(kept);
    keys.clear();
    rows.forEach(row -> table.key(row).ifPresent(keys::add));
  }

  /** Closes the file and releases its lock. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
