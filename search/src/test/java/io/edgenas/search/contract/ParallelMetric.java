package io.edgenas.search.contract;

import io.edgenas.network.Arch;
import io.edgenas.search.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A metric that is asked by several threads at once. Batches are cut into pieces of a fixed size,
 * whatever the number of threads, so that the answers do not depend on it.
 *
 * @param metric bears concurrent calls
 * @param executor stays the caller's
 * @param piece architectures per call of {@code metric}, 1 and more
 */
record ParallelMetric(Metric metric, ExecutorService executor, int piece) implements Metric {
  @Override
  public String name() {
    return metric.name();
  }

  @Override
  public String unit() {
    return metric.unit();
  }

  @Override
  public double[] values(List<Arch> archs) {
    List<Future<double[]>> answers = new ArrayList<>();
    for (int from = 0; from < archs.size(); from += piece) {
      List<Arch> part = archs.subList(from, Math.min(archs.size(), from + piece));
      answers.add(executor.submit(() -> metric.values(part)));
    }
    double[] all = new double[archs.size()];
    for (int i = 0; i < answers.size(); i++) {
      double[] answer = await(answers.get(i));
      System.arraycopy(answer, 0, all, i * piece, answer.length);
    }
    return all;
  }

  private static double[] await(Future<double[]> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a metric was answering", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a metric failed", e.getCause());
    }
  }
}
