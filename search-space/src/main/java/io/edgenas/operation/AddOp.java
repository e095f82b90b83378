package io.edgenas.operation;

import io.edgenas.base.value.Require;
import java.util.Collections;
import java.util.List;

/**
 * The sum of feature maps of one shape, element by element: where the ways of a graph meet.
 *
 * @param input shape of each term
 * @param terms number of feature maps, 2 and more
 */
public record AddOp(FeatureShape input, int terms) implements Operation {
  private static final int MAX_TERMS = 64;

  public AddOp {
    Require.range("terms of a sum", terms, 2, MAX_TERMS);
  }

  @Override
  public List<FeatureShape> inputs() {
    return Collections.nCopies(terms, input);
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
    return cases.add(this);
  }

  @Override
  public String key() {
    return "add-in:" + input + "-n" + terms;
  }
}
