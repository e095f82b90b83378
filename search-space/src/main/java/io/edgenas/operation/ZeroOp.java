package io.edgenas.operation;

import java.util.List;

/**
 * Zeros in the shape of the input, whatever its values. A family lowers to it only where a layer
 * reads a sum of no terms; elsewhere a way that is cut is a way that is not there.
 */
public record ZeroOp(FeatureShape input) implements Operation {
  @Override
  public FeatureShape output() {
    return input;
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
    return cases.zero(this);
  }

  @Override
  public String key() {
    return "zero-in:" + input;
  }
}
