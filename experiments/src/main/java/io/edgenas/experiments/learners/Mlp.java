package io.edgenas.experiments.learners;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A multilayer perceptron on the columns of the Gaussian process, as once-for-all's accuracy
 * predictor is one on one-hot choices (Cai et al., Once-for-All, section 3.4).
 *
 * @param hidden layers
 * @param width of each
 */
record Mlp(int hidden, int width) implements Network {
  @Override
  public String title() {
    return "MLP";
  }

  @Override
  public List<Shape> weights(AccuracySet set) {
    List<Shape> shapes = new ArrayList<>();
    long in = set.encoding().rows(List.of(set.samples().get(0).arch()))[0].length;
    for (int i = 0; i < hidden; i++) {
      shapes.add(new Shape(in, width));
      shapes.add(new Shape(width));
      in = width;
    }
    shapes.add(new Shape(in, 1));
    shapes.add(new Shape(1));
    return shapes;
  }

  @Override
  public NDArray forward(List<NDArray> weights, Inputs inputs) {
    NDArray x = inputs.rows();
    for (int i = 0; i < hidden; i++) {
      x = Layers.bend(Layers.dense(x, weights.get(2 * i), weights.get(2 * i + 1)));
    }
    return Layers.single(Layers.dense(x, weights.get(2 * hidden), weights.get(2 * hidden + 1)));
  }
}
