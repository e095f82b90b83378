package io.edgenas.onnx.child;

import io.edgenas.base.input.BadInputException;
import io.edgenas.onnx.runtime.InferenceException;
import java.io.DataInputStream;
import java.time.Duration;

/**
 * Has a task done in a child process, which is started on first use, and again after it died. What
 * ends the child ends one request, with a message that names its file. For several threads: one
 * request at a time.
 */
public final class ChildWorker implements AutoCloseable {
  private final Class<? extends ChildTask> task;
  private final long maxMemoryBytes;
  private ChildJvm child;
  private int started;

  /**
   * @param maxMemoryBytes see {@link ChildLimits}
   */
  public ChildWorker(Class<? extends ChildTask> task, long maxMemoryBytes) {
    this.task = task;
    this.maxMemoryBytes = maxMemoryBytes;
  }

  /**
   * What a request is about.
   *
   * @param file what messages call the file that is worked on
   * @param doing what is done with it, as {@code loading}
   * @param limit longest time
   */
  public record Subject(String file, String doing, Duration limit) {}

  /** Reads the fields of an answer, and has its array. */
  @FunctionalInterface
  public interface AnswerReader<T> {
    T read(DataInputStream fields, byte[] bulk) throws java.io.IOException;
  }

  /**
   * Asks.
   *
   * @param maxBulk most bytes that the answer's array may have
   * @throws BadInputException if the child refuses, or did not survive, naming the file
   * @throws InferenceException if ONNX Runtime fails
   */
  public synchronized <T> T ask(
      ChildMessage request, Subject subject, long maxBulk, AnswerReader<T> reader) {
    if (child == null || !child.alive()) {
      close();
      child = ChildJvm.start(task, maxMemoryBytes);
      started++;
    }
    ChildMessage answer;
    try {
      answer = child.exchange(request, subject.limit(), maxBulk);
    } catch (ChildDeath e) {
      close();
      throw new BadInputException(describe(subject, e), e);
    }
    return answer.read(
        fields -> {
          int outcome = fields.readByte();
          if (outcome != ChildMain.Outcome.ANSWERED.ordinal()) {
            throw failure(ChildMain.Outcome.values()[outcome], fields.readUTF(), subject);
          }
          return reader.read(fields, answer.bulk());
        });
  }

  /** How many children were started so far; a model lives in the one that loaded it. */
  int started() {
    return started;
  }

  /** Whether a child is there to answer. */
  synchronized boolean alive() {
    return child != null && child.alive();
  }

  /** The process id of the child that is alive. */
  synchronized long pid() {
    return child.pid();
  }

  private RuntimeException failure(ChildMain.Outcome outcome, String message, Subject subject) {
    return switch (outcome) {
      case BAD_INPUT -> new BadInputException(message);
      case INFERENCE_FAILED -> new InferenceException(message, null);
      case OUT_OF_MEMORY -> new BadInputException(tooMuchMemory(subject));
      case ANSWERED, FAILED ->
          new InferenceException(
              subject.file() + ": " + subject.doing() + " failed: " + message, null);
    };
  }

  private String describe(Subject subject, ChildDeath death) {
    return switch (death.killed()) {
      case NO, FOR_NONSENSE ->
          ("%s: ONNX Runtime %s while %s it: the file is broken or made to do that, use another"
                  + " (it ran in a process of its own, nothing else was lost)")
              .formatted(subject.file(), death.getMessage(), subject.doing());
      case FOR_TIME ->
          ("%s: %s it took longer than %d s and was ended: the file is too large for this machine,"
                  + " or made to take for ever")
              .formatted(subject.file(), subject.doing(), subject.limit().toSeconds());
      case FOR_MEMORY -> tooMuchMemory(subject);
    };
  }

  private String tooMuchMemory(Subject subject) {
    return ("%s: %s it took more than %d MB of memory and was ended: the file is too large for this"
            + " machine, or made to take all of it")
        .formatted(subject.file(), subject.doing(), maxMemoryBytes >> 20);
  }

  /** Ends the child; the next request starts another. */
  @Override
  public synchronized void close() {
    if (child != null) {
      child.close();
      child = null;
    }
  }
}
