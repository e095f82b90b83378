package io.edgenas.space;

import io.edgenas.network.Arch;
import io.edgenas.space.Axis.Dimension;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The architectures that a rule makes and no search: all stages equally deep and equally wide, at
 * one resolution. They tell what a search is worth.
 *
 * <p>The rule is the compound scaling of EfficientNet (Tan and Le, EfficientNet: Rethinking Model
 * Scaling for Convolutional Neural Networks, 2019, section 3), which scales the depth, width and
 * resolution of a whole network by one coefficient. Deviations: the space bounds each dimension, so
 * a share of its range takes the place of a factor; and instead of one ratio between the three
 * dimensions, found on a small network, all combinations are made. The best of them is therefore no
 * worse than what any one ratio gives.
 */
public final class UniformScaling {
  private UniformScaling() {}

  /**
   * Makes all combinations of a share of the depth, a share of the width and a resolution. A share
   * is a step of the longest axis of its dimension, and on each axis it stands for the place {@code
   * rint(share * (size - 1))}. Where no width is elastic, the expansion stands for it. All other
   * axes, such as kernels, stay in the middle.
   *
   * @return the distinct ones by depth, then width, then resolution, each ascending; none where the
   *     space leaves neither depth nor width nor expansion open
   */
  public static List<Arch> of(DecisionSpace space) {
    Map<Dimension, Integer> sizes = new EnumMap<>(Dimension.class);
    for (Decision<?> decision : space.decisions()) {
      decision.axes().forEach(axis -> sizes.merge(axis.dimension(), axis.size(), Math::max));
    }
    Dimension width = size(sizes, Dimension.WIDTH) > 1 ? Dimension.WIDTH : Dimension.EXPANSION;
    if (size(sizes, Dimension.DEPTH) * size(sizes, width) == 1) {
      return List.of();
    }
    Set<Arch> archs = new LinkedHashSet<>();
    for (double depth : shares(size(sizes, Dimension.DEPTH))) {
      for (double wide : shares(size(sizes, width))) {
        for (double resolution : shares(size(sizes, Dimension.RESOLUTION))) {
          Map<Dimension, Double> shares =
              Map.of(Dimension.DEPTH, depth, width, wide, Dimension.RESOLUTION, resolution);
          archs.add(space.build(Choosers.places(axis -> place(axis, shares))));
        }
      }
    }
    return List.copyOf(archs);
  }

  private static int size(Map<Dimension, Integer> sizes, Dimension dimension) {
    return sizes.getOrDefault(dimension, 1);
  }

  private static List<Double> shares(int size) {
    List<Double> shares = new ArrayList<>();
    for (int place = 0; place < size; place++) {
      shares.add(size == 1 ? 0 : (double) place / (size - 1));
    }
    return shares;
  }

  private static int place(Axis axis, Map<Dimension, Double> shares) {
    Double share = shares.get(axis.dimension());
    return share == null ? axis.size() / 2 : (int) Math.rint(share * (axis.size() - 1));
  }
}
