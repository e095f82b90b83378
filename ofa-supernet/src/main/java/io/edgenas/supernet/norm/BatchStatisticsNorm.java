package io.edgenas.supernet.norm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;

/**
 * Training's batch norm: normalises by the batch's own statistics and keeps none. The engine
 * insists on running statistics, so all batch norms of one width share a pair that is never
 * changed.
 */
public final class BatchStatisticsNorm implements BatchNorm {
  private record Unused(NDArray mean, NDArray variance) {}

  private final NDManager manager;
  private final Map<Long, Unused> unused = new HashMap<>();

  public BatchStatisticsNorm(NDManager manager) {
    this.manager = manager;
  }

  @Override
  public NDArray apply(String name, NDArray x, NDArray gamma, NDArray beta) {
    Unused running =
        unused.computeIfAbsent(
            gamma.getShape().get(0),
            width -> new Unused(manager.zeros(new Shape(width)), manager.ones(new Shape(width))));
    return BatchNorm.normalise(x, running.mean(), running.variance(), gamma, beta, 0, true);
  }
}
