package io.edgenas.space;

import io.edgenas.network.Arch;
import io.edgenas.space.fixtures.ChainSpace;
import io.edgenas.space.mbconv.SmallSpace;

/** What varies architectures works for a family that has nothing of inverted bottlenecks. */
class ChainSpaceTest extends SearchSpaceContract {
  @Override
  protected SearchSpace space() {
    return ChainSpace.SPACE;
  }

  @Override
  protected Arch foreign() {
    return SmallSpace.SPACE.largest();
  }
}
