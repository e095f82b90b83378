package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Ports that are asked by several threads at once. The batches are cut into pieces of a fixed size,
 * whatever the number of threads, so that the answers do not depend on it. The port given must bear
 * concurrent calls; the executor stays the caller's.
 */
public final class ParallelPorts {
  private ParallelPorts() {}

  /**
   * @param piece architectures per call of {@code objective}, 1 and more
   */
  public static AccuracyObjective parallel(
      AccuracyObjective objective, ExecutorService executor, int piece) {
    return archs -> inPieces(archs, objective::top1, executor, piece);
  }

  /**
   * @param piece architectures per call of {@code constraint}, 1 and more
   */
  public static Constraint parallel(Constraint constraint, ExecutorService executor, int piece) {
    return new Constraint() {
      @Override
      public String name() {
        return constraint.name();
      }

      @Override
      public String unit() {
        return constraint.unit();
      }

      @Override
      public double limit() {
        return constraint.limit();
      }

      @Override
      public double[] values(List<ArchSpec> archs) {
        return inPieces(archs, constraint::values, executor, piece);
      }
    };
  }

  private static double[] inPieces(
      List<ArchSpec> archs,
      Function<List<ArchSpec>, double[]> port,
      ExecutorService executor,
      int piece) {
    List<Future<double[]>> answers = new ArrayList<>();
    for (int from = 0; from < archs.size(); from += piece) {
      List<ArchSpec> part = archs.subList(from, Math.min(archs.size(), from + piece));
      answers.add(executor.submit(() -> port.apply(part)));
    }
    double[] all = new double[archs.size()];
    for (int i = 0; i < answers.size(); i++) {
      double[] answer = await(answers.get(i));
      int expected = Math.min(piece, archs.size() - i * piece);
      if (answer.length != expected) {
        throw new IllegalStateException(
            "a port answered " + answer.length + " values for " + expected + " architectures");
      }
      System.arraycopy(answer, 0, all, i * piece, expected);
    }
    return all;
  }

  private static double[] await(Future<double[]> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a port was answering", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a port failed", e.getCause());
    }
  }
}
