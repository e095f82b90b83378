package io.edgenas.onnx.child;

import io.edgenas.base.input.BadInputException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One child process, from its start to its end, with the thread that watches its limits. It shares
 * nothing with this process but its standard streams, and has a folder of its own for temporary
 * files, which is removed when it has ended, however it ended.
 */
final class ChildJvm implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final long TICK_MILLIS = 100;
  private static final Duration TO_START = Duration.ofMinutes(1);
  private static final Duration TO_END = Duration.ofSeconds(10);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Set<ChildJvm> RUNNING = ConcurrentHashMap.newKeySet();

  /** Also those whose process is only being started. */
  private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

  private static volatile boolean shuttingDown;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ChildJvm::endAll, "edgenas-children"));
  }

  private final Process process;
  private final Path folder;
  private final ChildFrames frames;
  private final OutputStream requests;
  private final InputStream answers;
  private final ChildErrors errors;
  private final long maxMemoryBytes;

  /** Ticks of the watch until the child is killed; negative while nothing is asked. */
  private volatile long ticksLeft = -1;

  private volatile ChildDeath.Killed killed = ChildDeath.Killed.NO;

  private ChildJvm(Process process, Path folder, byte[] marker, long maxMemoryBytes) {
    this.process = process;
    this.folder = folder;
    this.frames = new ChildFrames(marker);
    this.requests = new BufferedOutputStream(process.getOutputStream(), BUFFER);
    this.answers = new BufferedInputStream(process.getInputStream(), BUFFER);
    this.errors = ChildErrors.drain(process);
    this.maxMemoryBytes = maxMemoryBytes;
  }

  /**
   * Starts a child and waits until it is ready.
   *
   * @param maxMemoryBytes see {@link ChildLimits}
   * @throws BadInputException if that is impossible, with the reason
   */
  static ChildJvm start(Class<? extends ChildTask> task, long maxMemoryBytes) {
    byte[] marker = new byte[ChildFrames.MARKER_BYTES];
    RANDOM.nextBytes(marker);
    Path folder = null;
    try {
      folder = ChildFolder.create();
      FOLDERS.add(folder);
      Process process = ChildCommand.of(task, HexFormat.of().formatHex(marker), folder).start();
      ChildJvm child = new ChildJvm(process, folder, marker, maxMemoryBytes);
      RUNNING.add(child);
      daemon("edgenas-child-watch", child::watch);
      child.ticksLeft = ticks(TO_START);
      child.receive(0);
      return child;
    } catch (IOException e) {
      if (folder != null) {
        remove(folder);
      }
      throw notStarted(e);
    } catch (ChildDeath e) {
      throw notStarted(e);
    }
  }

  private static BadInputException notStarted(Exception failure) {
    return new BadInputException(
        "no process can be started for running a model, with temporary files in "
            + System.getProperty("java.io.tmpdir")
            + " ("
            + failure.getMessage()
            + "): where memory or space there is short, make some",
        failure);
  }

  private static long ticks(Duration limit) {
    return Math.max(1, limit.toMillis() / TICK_MILLIS);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @param limit longest time
   * @param maxBulk most bytes in the answer's array
   * @throws ChildDeath if the child ends instead
   */
  ChildMessage exchange(ChildMessage request, Duration limit, long maxBulk) throws ChildDeath {
    ticksLeft = ticks(limit);
    try {
      frames.write(requests, request);
    } catch (IOException e) {
      throw death();
    }
    return receive(maxBulk);
  }

  private ChildMessage receive(long maxBulk) throws ChildDeath {
    try {
      ChildMessage answer = frames.read(answers, maxBulk);
      ticksLeft = -1;
      return answer;
    } catch (IOException e) {
      throw death();
    }
  }

  /** Waits for the end of what no longer answers, and says what it was. */
  private ChildDeath death() {
    boolean ended = waitForEnd();
    if (!ended) {
      kill(ChildDeath.Killed.FOR_NONSENSE);
      waitForEnd();
    }
    stayQuietInShutdown();
    close();
    return new ChildDeath(killed, process.exitValue(), errors.text());
  }

  /** The end was not the model's fault, and nobody is to hear of it. */
  private static void stayQuietInShutdown() {
    if (shuttingDown) {
      try {
        Thread.sleep(TO_END.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean waitForEnd() {
    try {
      return process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Counts ticks rather than reads a clock: while the machine sleeps, nothing is late. */
  private void watch() {
    try {
      while (!process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        tick();
      }
    } catch (InterruptedException e) {
      kill(ChildDeath.Killed.FOR_TIME);
    }
  }

  private void tick() {
    long left = ticksLeft;
    if (left > 0) {
      ticksLeft = left - 1;
    } else if (left == 0) {
      kill(ChildDeath.Killed.FOR_TIME);
    }
    OptionalLong resident = ProcessMemory.residentBytes(process.pid());
    if (resident.isPresent() && resident.getAsLong() > maxMemoryBytes) {
      kill(ChildDeath.Killed.FOR_MEMORY);
    }
  }

  private void kill(ChildDeath.Killed reason) {
    if (process.isAlive()) {
      killed = reason;
      process.destroyForcibly();
    }
  }

  private static void endAll() {
    shuttingDown = true;
    RUNNING.forEach(ChildJvm::close);
    FOLDERS.forEach(ChildJvm::remove);
  }

  /** Ends the process, whatever it does, and removes its folder; a second call does nothing. */
  @Override
  public void close() {
    if (RUNNING.remove(this)) {
      process.destroyForcibly();
      waitForEnd();
      remove(folder);
    }
  }

  private static void remove(Path folder) {
    ChildFolder.remove(folder);
    FOLDERS.remove(folder);
  }
}
