package io.edgenas.operation;

import io.edgenas.base.value.InvalidValueException;
import java.util.List;

/**
 * The classifier: linear with bias, {@code [channels, 1, 1]} to {@code [classes, 1, 1]} (scores
 * without softmax).
 *
 * @param outChannels number of classes
 */
public record LinearOp(FeatureShape input, int outChannels) implements Operation {
  public LinearOp {
    if (input.pixels() != 1) {
      throw new InvalidValueException("linear input " + input + " is not allowed: 1x1 pixels only");
    }
    new FeatureShape(outChannels, 1, 1);
  }

  @Override
  public FeatureShape output() {
    return new FeatureShape(outChannels, 1, 1);
  }

  @Override
  public long macs() {
    return (long) input.channels() * outChannels;
  }

  @Override
  public List<WeightSpec> weights() {
    return List.of(
        new WeightSpec("weight", WeightSpec.Role.LINEAR, List.of(outChannels, input.channels())),
        new WeightSpec("bias", WeightSpec.Role.BIAS, List.of(outChannels)));
  }

  @Override
  public boolean givesScores() {
    return true;
  }

  @Override
  public <R> R on(Cases<R> cases) {
    return cases.linear(this);
  }

  @Override
  public String key() {
    return "linear-in:" + input.channels() + "-out:" + outChannels;
  }
}
