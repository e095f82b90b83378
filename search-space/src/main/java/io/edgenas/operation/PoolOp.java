package io.edgenas.operation;

import java.util.List;

/** Global average pool: {@code [channels, height, width]} to {@code [channels, 1, 1]}. */
public record PoolOp(FeatureShape input) implements Operation {
  @Override
  public FeatureShape output() {
    return new FeatureShape(input.channels(), 1, 1);
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
    return cases.pool(this);
  }

  @Override
  public String key() {
    return "pool-in:" + input;
  }
}
