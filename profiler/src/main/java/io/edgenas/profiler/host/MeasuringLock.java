package io.edgenas.profiler.host;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.output.ChannelLock;
import io.edgenas.base.output.OwnFile;
import io.edgenas.base.output.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * Held by whoever measures on this machine: two runs at a time would measure each other. The
 * operating system frees it when the process ends, however it ends.
 */
public final class MeasuringLock implements AutoCloseable {
  private static final String FILE = "edgenas-measuring.lock";
  private static final int MAX_HOLDER_BYTES = 500;

  private final FileChannel channel;

  private MeasuringLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of this machine.
   *
   * @param holder what messages call this run, for example {@code profile --space mobile-28}
   * @throws BadInputException if another run holds it, saying which
   */
  public static MeasuringLock acquire(String holder, Instant now) throws IOException {
    return acquire(Path.of(System.getProperty("java.io.tmpdir"), FILE), holder, now);
  }

  static MeasuringLock acquire(Path file, String holder, Instant now) throws IOException {
    FileChannel channel = open(file);
    try {
      if (!ChannelLock.take(channel)) {
        throw new BadInputException(
            "another measuring run is under way on this machine ("
                + holderOf(file)
                + "): wait until it ends or stop it; two at a time would measure each other");
      }
      String text =
          "process %d, %s, since %s".formatted(ProcessHandle.current().pid(), holder, now);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
      return new MeasuringLock(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Never through a symbolic link, and only a regular file of one name: the folder may be open to
   * all, a pipe would wait for ever, and what is written here would go into the file of which a
   * second name was put there.
   */
  private static FileChannel open(Path file) {
    try {
      create(file);
      OwnFile.require(file);
      requireOneName(file);
      return OwnFile.open(file, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      throw unusable(file + " cannot be made: its folder does not exist", e);
    } catch (BadInputException | IOException e) {
      throw unusable(e.getMessage(), e);
    }
  }

  private static BadInputException unusable(String why, Exception cause) {
    return new BadInputException(
        "the lock that keeps measuring runs apart cannot be taken: "
            + why
            + "; or give Java another temporary folder (-Djava.io.tmpdir=DIR)",
        cause);
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(file);
      makeSharable(file);
    } catch (FileAlreadyExistsException e) {
      // Usual: the file stays when a run ends, because removing it would race with the next run.
    } catch (IOException e) {
      throw WriteFailure.explained(file, e);
    }
  }

  private static void requireOneName(Path file) throws IOException {
    Object names;
    try {
      names = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return; // a system that does not count names
    }
    if (names instanceof Integer count && count > 1) {
      throw new BadInputException(file + " is another name of some other file: remove it");
    }
  }

  private static void makeSharable(Path file) throws IOException {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    } catch (UnsupportedOperationException e) {
      // A system without such permissions shares the folder by other means, or not at all.
    }
  }

  private static String holderOf(Path file) {
    try (FileChannel channel = OwnFile.open(file, StandardOpenOption.READ)) {
      ByteBuffer text = ByteBuffer.allocate(MAX_HOLDER_BYTES);
      channel.read(text);
      return Check.shown(StandardCharsets.UTF_8.decode(text.flip()).toString());
    } catch (BadInputException | IOException e) {
      return "unknown which";
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
