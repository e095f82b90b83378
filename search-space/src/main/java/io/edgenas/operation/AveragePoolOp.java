package io.edgenas.operation;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import java.util.List;

/**
 * An average over a window that slides over every channel. Padding is {@code (kernel - 1) / 2} on
 * all sides and does not count: at the borders fewer values are averaged.
 *
 * @param input {@code [channels, height, width]}
 * @param kernel side of the window
 * @param stride 1 or 2
 */
public record AveragePoolOp(FeatureShape input, int kernel, int stride) implements Operation {
  public AveragePoolOp {
    Require.oneOf("kernel", kernel, List.of(2, 3, 5, 7));
    Require.oneOf("stride", stride, List.of(1, 2));
    int padded = Math.min(input.height(), input.width()) + 2 * ((kernel - 1) / 2);
    if (padded < kernel) {
      throw new InvalidValueException(
          "kernel " + kernel + " is not allowed: the input " + input + " is smaller, even padded");
    }
  }

  /** Rows and columns added at each side. */
  public int padding() {
    return (kernel - 1) / 2;
  }

  @Override
  public FeatureShape output() {
    return new FeatureShape(input.channels(), steps(input.height()), steps(input.width()));
  }

  private int steps(int side) {
    return (side + 2 * padding() - kernel) / stride + 1;
  }

  @Override
  public long macs() {
    return 0;
  }

  @Override
  public List<WeightSpec> weights() {
    return List.of();
  }

  @Override
  public boolean givesScores() {
    return false;
  }

  @Override
  public <R> R on(Cases<R> cases) {
    return cases.averagePool(this);
  }

  @Override
  public String key() {
    // %s, not %d: keys have the same digits in every locale.
    return "avgpool-in:%s-out:%s-k%s-s%s".formatted(input, output(), kernel, stride);
  }
}
