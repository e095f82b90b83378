package io.edgenas.search.accuracy;

import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;

/**
 * An evaluated architecture.
 *
 * @param top1 measured accuracy, 0 to 1
 */
public record Sample(Arch arch, double top1) {
  public Sample {
    Check.range("top1", top1, 0, 1);
  }
}
