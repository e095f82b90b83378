package io.edgenas.supernet.policy;

import io.edgenas.network.Arch;
import java.util.List;

/**
 * What one training step does.
 *
 * @param resolution of the batch, in pixels
 * @param subnets to train on it, in this order; all of that resolution
 */
public record StepPlan(int resolution, List<Arch> subnets) {
  public StepPlan {
    subnets = List.copyOf(subnets);
  }
}
