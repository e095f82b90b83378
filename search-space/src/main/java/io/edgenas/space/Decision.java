package io.edgenas.space;

import io.edgenas.network.Arch;
import io.edgenas.space.Axis.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A decision is one thing that a space leaves open: the gene of a search. Its choices lie on axes,
 * the last axis varying fastest: a block is one gene with a kernel and an expand ratio, and has a
 * choice for every pair.
 *
 * @param <T> what is chosen
 */
public final class Decision<T> {
  /** The name of the decision that every space asks first. */
  public static final String RESOLUTION = "resolution";

  private final String name;
  private final List<T> choices;
  private final List<Axis> axes;
  private final boolean extent;
  private final Function<Arch, Optional<T>> reader;

  private Decision(
      String name,
      List<T> choices,
      List<Axis> axes,
      boolean extent,
      Function<Arch, Optional<T>> reader) {
    this.name = name;
    this.choices = List.copyOf(choices);
    this.axes = List.copyOf(axes);
    this.extent = extent;
    this.reader = reader;
    int places = axes.stream().mapToInt(Axis::size).reduce(1, Math::multiplyExact);
    if (this.choices.size() != places) {
      throw new IllegalArgumentException(
          name + " has " + this.choices.size() + " choices on axes of " + places + " places");
    }
  }

  /**
   * A decision whose choices lie on axes.
   *
   * @param name distinct in the space
   * @param reader the choice in an architecture; empty where the architecture has no such decision
   */
  public static <T> Decision<T> of(
      String name, List<T> choices, List<Axis> axes, Function<Arch, Optional<T>> reader) {
    return new Decision<>(name, choices, axes, false, reader);
  }

  /**
   * A decision that says how many of the decisions after it there are, such as the depth of a
   * stage. Its choices ascend, and each has a step to the next only. It is no feature of its own:
   * the decisions that are there tell it.
   */
  public static <T> Decision<T> extent(
      String name, List<T> choices, Function<Arch, Optional<T>> reader) {
    Axis axis = Axis.of(name, choices).along(Dimension.DEPTH);
    return new Decision<>(name, choices, List.of(axis), true, reader);
  }

  /** A decision that is made: one choice, no axes, nothing to draw. */
  public static <T> Decision<T> fixed(String name, T only, Function<Arch, Optional<T>> reader) {
    return new Decision<>(name, List.of(only), List.of(), false, reader);
  }

  /** The resolution: what every space asks first. */
  public static Decision<Integer> resolution(List<Integer> ascending) {
    return of(
        RESOLUTION,
        ascending,
        List.of(
            Axis.of("r", ascending, Axis.Quantity.range(RESOLUTION, ascending))
                .along(Dimension.RESOLUTION)),
        arch -> Optional.of(arch.resolution()));
  }

  public String name() {
    return name;
  }

  /** What may be chosen, in the order of the axes. */
  public List<T> choices() {
    return choices;
  }

  public List<Axis> axes() {
    return axes;
  }

  /** Whether it says how many of the decisions after it there are. */
  public boolean isExtent() {
    return extent;
  }

  /** The choice in an architecture; empty where the architecture has no such decision. */
  public Optional<T> in(Arch arch) {
    return reader.apply(arch);
  }

  /**
   * Chooses a place on each axis, in order.
   *
   * @param place a place on an axis, from 0 to below its size
   */
  public T pick(ToIntFunction<Axis> place) {
    int index = 0;
    for (Axis axis : axes) {
      index = index * axis.size() + place.applyAsInt(axis);
    }
    return choices.get(index);
  }

  /** The places of a choice on all axes, given its index. */
  public int[] places(int index) {
    int[] places = new int[axes.size()];
    int rest = index;
    for (int i = places.length - 1; i >= 0; i--) {
      places[i] = rest % axes.get(i).size();
      rest /= axes.get(i).size();
    }
    return places;
  }

  /** The indices of the choices that differ in one place: axis by axis, each in order. */
  List<Integer> besides(int index) {
    List<Integer> others = new ArrayList<>();
    int stride = choices.size();
    for (Axis axis : axes) {
      stride /= axis.size();
      int place = index / stride % axis.size();
      for (int other = 0; other < axis.size(); other++) {
        if (other != place) {
          others.add(index + (other - place) * stride);
        }
      }
    }
    return others;
  }

  @Override
  public String toString() {
    return name + " of " + choices;
  }
}
