package io.edgenas.onnx.child;

import io.edgenas.base.input.BadInputException;
import io.edgenas.onnx.runtime.InferenceException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/**
 * The program of a child process: answers requests from standard input on standard output. It ends
 * as soon as standard input does, whatever it is doing then: so it never outlives its parent, not
 * even a killed one. Arguments: the class of the {@link ChildTask}, and the marker of the messages.
 */
final class ChildMain {
  /** How a request ended: the first field of each answer. */
  enum Outcome {
    ANSWERED,
    BAD_INPUT,
    INFERENCE_FAILED,
    OUT_OF_MEMORY,
    FAILED
  }

  /** More than any request may take: a last bound, should all else fail. */
  private static final Duration LONGEST_LIFE = Duration.ofHours(26);

  /** A text in a message has at most 65,535 bytes. */
  private static final int MAX_MESSAGE = 10_000;

  private static final int BUFFER = 1 << 16;
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final ChildFrames frames;
  private final SynchronousQueue<ChildMessage> requests = new SynchronousQueue<>();

  private ChildMain(ChildFrames frames) {
    this.frames = frames;
  }

  public static void main(String[] args) throws Exception {
    leaveSignalsToTheParent();
    offerItselfToTheOutOfMemoryKiller();
    OutputStream answers =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
    System.setOut(System.err);
    ChildMain child = new ChildMain(new ChildFrames(HexFormat.of().parseHex(args[1])));
    daemon("edgenas-child-requests", child::receive);
    daemon("edgenas-child-life", ChildMain::endWithLife);
    ChildTask task =
        Class.forName(args[0]).asSubclass(ChildTask.class).getDeclaredConstructor().newInstance();
    child.answer(task, answers);
  }

  /** Asks Linux to end this process rather than another where memory runs out. */
  private static void offerItselfToTheOutOfMemoryKiller() {
    try {
      Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
    } catch (IOException e) {
      // Not Linux, or not allowed: it is a precaution only.
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Receives requests on a thread of its own, so that the end of the parent is noticed while a
   * model hangs.
   */
  private void receive() {
    try (InputStream in = new BufferedInputStream(System.in, BUFFER)) {
      while (!Thread.currentThread().isInterrupted()) {
        requests.put(frames.read(in, Integer.MAX_VALUE));
      }
    } catch (EOFException e) {
      // The parent has closed its end, or has ended.
    } catch (IOException | InterruptedException | OutOfMemoryError e) {
      System.err.println("no more requests: " + e);
    } finally {
      end();
    }
  }

  /** Ends this process at once: nothing that is loaded has anything to save. */
  private static void end() {
    ChildFolder.remove(Path.of(System.getProperty("java.io.tmpdir")));
    Runtime.getRuntime().halt(0);
  }

  private static void endWithLife() {
    try {
      Thread.sleep(LONGEST_LIFE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  private void answer(ChildTask task, OutputStream answers)
      throws IOException, InterruptedException {
    frames.write(answers, ChildMessage.of(out -> {})); // So the parent knows that it is ready.
    while (!Thread.currentThread().isInterrupted()) {
      frames.write(answers, answer(task, requests.take()));
    }
  }

  private static ChildMessage answer(ChildTask task, ChildMessage request) {
    try {
      ChildMessage answer = task.answer(request);
      return ChildMessage.of(
          out -> {
            out.writeByte(Outcome.ANSWERED.ordinal());
            out.write(answer.fields());
          },
          answer.bulk());
    } catch (BadInputException e) {
      return failure(Outcome.BAD_INPUT, e.getMessage());
    } catch (InferenceException e) {
      return failure(Outcome.INFERENCE_FAILED, e.getMessage());
    } catch (OutOfMemoryError e) {
      return failure(Outcome.OUT_OF_MEMORY, "");
    } catch (RuntimeException e) {
      return failure(Outcome.FAILED, e.toString());
    }
  }

  private static ChildMessage failure(Outcome outcome, String message) {
    String text =
        message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
    return ChildMessage.of(
        out -> {
          out.writeByte(outcome.ordinal());
          out.writeUTF(text);
        });
  }

  /**
   * Ctrl-C goes to all processes of a terminal. It is the parent that ends what it does; the child
   * follows when standard input ends. Reached by reflection because the compiler warns of every
   * other use; where these classes are missing, signals end the child.
   */
  private static void leaveSignalsToTheParent() {
    for (String name : SIGNALS) {
      try {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        signal
            .getMethod("handle", signal, handler)
            .invoke(
                null,
                signal.getConstructor(String.class).newInstance(name),
                handler.getField("SIG_IGN").get(null));
      } catch (ReflectiveOperationException e) {
        // This Java has no such handlers, or this system no such signal.
      }
    }
  }
}
