package io.edgenas.search.accuracy;

import io.edgenas.base.value.Require;
import io.edgenas.network.Arch;

/**
 * An evaluated architecture.
 *
 * @param top1 measured accuracy, 0 to 1
 */
public record Sample(Arch arch, double top1) {
  public Sample {
    Require.range("top1", top1, 0, 1);
  }
}
