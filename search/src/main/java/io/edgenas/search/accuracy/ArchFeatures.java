package io.edgenas.search.accuracy;

import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.Axis;
import io.edgenas.space.Decision;
import io.edgenas.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Features of the architectures of any space. One-hot: the place on every axis of every decision,
 * all zero for a decision that an architecture does not have; the resolution last. Then {@code
 * log-stage-macs}: the natural logarithm of the multiply-accumulates of all stages, without stem
 * and head.
 */
public final class ArchFeatures implements FeatureEncoding {
  private final SearchSpace space;
  private final List<Integer> resolutions;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Map<Integer, Double>> trends = new LinkedHashMap<>();
  private final List<OneHot<?>> oneHots = new ArrayList<>();
  private final ToLongFunction<Arch> macs;

  /**
   * A decision and the features that each of its choices sets.
   *
   * @param features one array per choice, with one feature per axis
   */
  private record OneHot<T>(Decision<T> decision, int[][] features) {
    static <T> OneHot<T> of(Decision<T> decision, int start) {
      int[][] features = new int[decision.choices().size()][];
      for (int choice = 0; choice < features.length; choice++) {
        features[choice] = decision.places(choice);
        int at = start;
        for (int i = 0; i < features[choice].length; i++) {
          features[choice][i] += at;
          at += decision.axes().get(i).size();
        }
      }
      return new OneHot<>(decision, features);
    }

    void encode(Arch arch, float[] target, int offset) {
      Optional<T> choice = decision.in(arch);
      if (choice.isPresent()) {
        for (int feature : features[decision.choices().indexOf(choice.get())]) {
          target[offset + feature] = 1;
        }
      }
    }
  }

  /**
   * Makes the encoding of a space.
   *
   * @param resolutions those of the space's that architectures may have
   */
  public ArchFeatures(SearchSpace space, List<Integer> resolutions) {
    this.space = space;
    this.resolutions = new ArchVariation(space, resolutions).resolutions();
    List<Decision<?>> decisions = space.withResolutions(this.resolutions).decisions();
    decisions.stream().skip(1).filter(decision -> !decision.isExtent()).forEach(this::add);
    add(decisions.get(0));
    names.add("log-stage-macs");
    this.macs = space.stageMacs();
  }

  private void add(Decision<?> decision) {
    oneHots.add(OneHot.of(decision, names.size()));
    for (Axis axis : decision.axes()) {
      for (Axis.Quantity quantity : axis.quantities()) {
        Map<Integer, Double> trend =
            trends.computeIfAbsent(quantity.name(), name -> new LinkedHashMap<>());
        for (int place = 0; place < axis.size(); place++) {
          trend.put(names.size() + place, quantity.amounts().get(place));
        }
      }
      names.addAll(axis.labels());
    }
  }

  /**
   * Quantities that several one-hot features share, such as the kernel sizes of a stage: for each
   * the weights of the features (by index) that add up to it, all 0 to 1.
   */
  List<Map<Integer, Double>> trends() {
    return List.copyOf(trends.values());
  }

  public SearchSpace space() {
    return space;
  }

  public List<Integer> resolutions() {
    return resolutions;
  }

  @Override
  public List<String> names() {
    return List.copyOf(names);
  }

  @Override
  public int size() {
    return names.size();
  }

  /**
   * @throws io.edgenas.base.input.BadInputException if the space does not allow the architecture or
   *     the resolution is not among those of the encoding
   */
  @Override
  public void encode(Arch arch, float[] target, int offset) {
    space.check(arch);
    Check.oneOf("resolution", arch.resolution(), resolutions);
    Arrays.fill(target, offset, offset + size(), 0);
    for (OneHot<?> oneHot : oneHots) {
      oneHot.encode(arch, target, offset);
    }
    target[offset + size() - 1] = (float) Math.log(macs.applyAsLong(arch));
  }
}
