package io.edgenas.network;

import io.edgenas.base.value.Require;

/**
 * An architecture and how well its network does: what accuracy models are fitted on.
 *
 * @param top1 share of images whose highest score is the right class, 0 to 1
 * @param images number of images it was judged on
 */
public record EvaluatedArch(Arch arch, double top1, int images) {
  public EvaluatedArch {
    Require.range("top1", top1, 0, 1);
    Require.range("images", images, 1, Integer.MAX_VALUE);
  }
}
