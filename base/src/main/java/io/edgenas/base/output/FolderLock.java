package io.edgenas.base.output;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held by whoever writes into a folder for long: two at a time would garble each other's files. The
 * operating system frees it when the process ends, however it ends; its empty file stays, because
 * removing it would race with the next run.
 */
public final class FolderLock implements AutoCloseable {
  private static final String FILE = ".lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder, which must be there.
   *
   * @throws BadInputException if another run holds it
   */
  public static FolderLock acquire(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    FileChannel channel = OwnFile.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      if (!ChannelLock.take(channel)) {
        throw new BadInputException(
            "another run is writing to " + folder + ": wait until it ends, or stop it");
      }
      return new FolderLock(channel);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
