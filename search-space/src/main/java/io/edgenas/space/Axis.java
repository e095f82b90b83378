package io.edgenas.space;

import java.util.List;

/**
 * One dimension of a decision's choices: the kernel of a block, say, whose choices are pairs of a
 * kernel and an expand ratio.
 *
 * @param labels one per place on the axis, distinct in the space: the names of features
 * @param quantities what the places add to quantities that several axes share
 * @param dimension of the network that grows along the axis
 */
public record Axis(List<String> labels, List<Quantity> quantities, Dimension dimension) {
  /** What grows from one place on an axis to the next. Places ascend on all but {@link #OTHER}. */
  public enum Dimension {
    /** Pixels of the image. */
    RESOLUTION,
    /** Blocks of a stage. */
    DEPTH,
    /** Channels of a stage. */
    WIDTH,
    /** Channels within a block, as a multiple of those of its stage. */
    EXPANSION,
    /** Nothing of these: a kernel, or categories without an order. */
    OTHER
  }

  /**
   * A quantity that several axes add up to, such as the kernels of a stage.
   *
   * @param name the same on all these axes
   * @param amounts one per place on the axis, 0 to 1
   */
  public record Quantity(String name, List<Double> amounts) {
    public Quantity {
      amounts = List.copyOf(amounts);
    }

    /** The place of each value in the range of all, 0 to 1. */
    public static Quantity range(String name, List<Integer> ascending) {
      int smallest = ascending.get(0);
      int range = ascending.get(ascending.size() - 1) - smallest;
      return new Quantity(
          name,
          ascending.stream()
              .map(value -> range == 0 ? 0 : (double) (value - smallest) / range)
              .toList());
    }

    /** Counts one for every place: how many such axes an architecture has. */
    public static Quantity count(String name, List<?> values) {
      return new Quantity(name, values.stream().map(value -> 1.0).toList());
    }
  }

  public Axis {
    labels = List.copyOf(labels);
    quantities = List.copyOf(quantities);
    for (Quantity quantity : quantities) {
      if (quantity.amounts().size() != labels.size()) {
        throw new IllegalArgumentException(
            quantity.name() + " has not one amount for each of " + labels);
      }
    }
  }

  /** An axis along which the network grows in no dimension of its own. */
  public Axis(List<String> labels, List<Quantity> quantities) {
    this(labels, quantities, Dimension.OTHER);
  }

  /** An axis whose labels are the values behind a prefix. */
  public static Axis of(String prefix, List<?> values, Quantity... quantities) {
    return new Axis(values.stream().map(value -> prefix + value).toList(), List.of(quantities));
  }

  /** The same axis, along which the network grows in a dimension. */
  public Axis along(Dimension grown) {
    return new Axis(labels, quantities, grown);
  }

  /** Number of places. */
  public int size() {
    return labels.size();
  }
}
