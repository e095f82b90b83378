package io.edgenas.supernet.store;

import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;

/**
 * A subnet and how well it does: a row of {@code samples.csv}.
 *
 * @param top1 share of validation images whose highest score is the right class, 0 to 1
 * @param images number of validation images
 */
public record Sample(Arch arch, double top1, int images) {
  public Sample {
    Check.range("top1", top1, 0, 1);
    Check.range("images", images, 1, Integer.MAX_VALUE);
  }
}
