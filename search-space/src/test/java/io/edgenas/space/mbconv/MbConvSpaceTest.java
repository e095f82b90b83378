package io.edgenas.space.mbconv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SearchSpaceContract;
import io.edgenas.space.fixtures.ChainSpace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MbConvSpaceTest extends SearchSpaceContract {
  @Override
  protected SearchSpace space() {
    return SmallSpace.SPACE;
  }

  @Override
  protected Arch foreign() {
    return ChainSpace.SPACE.largest();
  }

  @Test
  void sayWhichFamilyIsNeededWhereAnotherIsGiven() {
    BadInputException e =
        assertThrows(BadInputException.class, () -> MbConvSpace.of(ChainSpace.SPACE, "train"));
    assertEquals(
        "space chain is of the family chain: train needs one of the family mbconv, such as "
            + new MbConvFamily().builtIn(),
        e.getMessage());
  }

  @Test
  void equalsAnotherOnlyIfItsFileIsEqual() {
    MbConvSpace same = SmallSpace.SPACE.withResolutions(SmallSpace.SPACE.resolutions());
    MbConvSpace other = SmallSpace.SPACE.withResolutions(List.of(12));
    assertEquals(
        Set.of(SmallSpace.SPACE, other), new HashSet<>(List.of(SmallSpace.SPACE, same, other)));
  }
}
