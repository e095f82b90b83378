package io.edgenas.base.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/** Locks of open files, with one rule for file systems that have none. */
public final class ChannelLock {
  private ChannelLock() {}

  /**
   * Takes the lock of a file, until its channel is closed.
   *
   * @return false if another process, or another thread of this one, has it; true also where the
   *     file system has no locks, as some network ones: nothing can be known there, and refusing
   *     would make such a disk useless
   */
  public static boolean take(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
