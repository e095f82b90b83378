package io.edgenas.search.accuracy;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.BlockChoice;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.StageChoice;
import io.edgenas.space.mbconv.StageSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The 128 features of once-for-all's published accuracy predictor ({@code acc_predictor.py}): 20
 * block slots times kernel {3, 5, 7} one-hot, 20 slots times expand ratio {3, 4, 6} one-hot, zeros
 * for slots that are switched off, then the resolutions 112, 128, ..., 224 one-hot.
 */
public final class OfaFeatures implements FeatureEncoding {
  private static final List<Integer> KERNELS = List.of(3, 5, 7);
  private static final List<Integer> EXPANDS = List.of(3, 4, 6);
  private static final List<Integer> RESOLUTIONS = List.of(112, 128, 144, 160, 176, 192, 208, 224);
  private static final int STAGES = 5;
  private static final int SLOTS_PER_STAGE = 4;
  private static final int SLOTS = STAGES * SLOTS_PER_STAGE;
  private static final int SIZE = SLOTS * 6 + RESOLUTIONS.size();

  private final List<String> names = buildNames();

  /**
   * @throws BadInputException if the space is not one of the 5 stages of up to 4 blocks for which
   *     the predictor was made
   */
  public OfaFeatures(MbConvSpace space) {
    for (StageSpec stage : space.stages()) {
      if (space.stages().size() != STAGES
          || stage.maxDepth() > SLOTS_PER_STAGE
          || stage.elasticWidth()
          || !KERNELS.containsAll(stage.kernels())
          || !EXPANDS.containsAll(stage.expands())) {
        throw new BadInputException(
            "space "
                + space.name()
                + " does not fit once-for-all's accuracy predictor: it knows 5 stages of up to 4"
                + " blocks with kernels "
                + KERNELS
                + " and expand ratios "
                + EXPANDS);
      }
    }
  }

  /** The resolutions that the predictor knows. */
  public static List<Integer> resolutions() {
    return RESOLUTIONS;
  }

  private static List<String> buildNames() {
    List<String> names = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      for (int kernel : KERNELS) {
        names.add(slotName(slot) + ".k" + kernel);
      }
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      for (int expand : EXPANDS) {
        names.add(slotName(slot) + ".e" + expand);
      }
    }
    for (int resolution : RESOLUTIONS) {
      names.add("r" + resolution);
    }
    return List.copyOf(names);
  }

  private static String slotName(int slot) {
    return "stage" + (slot / SLOTS_PER_STAGE + 1) + ".block" + (slot % SLOTS_PER_STAGE + 1);
  }

  @Override
  public List<String> names() {
    return names;
  }

  /**
   * @throws BadInputException if the predictor does not know the resolution
   */
  @Override
  public void encode(Arch given, float[] target, int offset) {
    ArchSpec arch = ArchSpec.of(given);
    int resolution = (arch.resolution() - RESOLUTIONS.get(0)) / 16;
    if (arch.resolution() % 16 != 0 || resolution < 0 || resolution >= RESOLUTIONS.size()) {
      Check.oneOf("resolution", arch.resolution(), RESOLUTIONS);
    }
    Arrays.fill(target, offset, offset + SIZE, 0);
    for (int i = 0; i < STAGES; i++) {
      StageChoice stage = arch.stages().get(i);
      for (int j = 0; j < stage.depth(); j++) {
        BlockChoice block = stage.blocks().get(j);
        int slot = offset + 3 * (i * SLOTS_PER_STAGE + j);
        target[slot + KERNELS.indexOf(block.kernel())] = 1;
        target[slot + 3 * SLOTS + EXPANDS.indexOf(block.expand())] = 1;
      }
    }
    target[offset + 6 * SLOTS + resolution] = 1;
  }
}
