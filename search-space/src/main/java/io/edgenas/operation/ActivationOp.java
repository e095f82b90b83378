package io.edgenas.operation;

import io.edgenas.base.value.InvalidValueException;
import java.util.List;

/**
 * An activation on its own, where none but it stands between two layers: before a convolution, or
 * after a sum.
 *
 * @param activation any but {@link Activation#NONE}
 */
public record ActivationOp(FeatureShape input, Activation activation) implements Operation {
  public ActivationOp {
    if (activation == Activation.NONE) {
      throw new InvalidValueException("activation none is not allowed on its own: leave it out");
    }
  }

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
    return cases.activation(this);
  }

  @Override
  public String key() {
    return "act-in:" + input + "-" + activation.text();
  }
}
