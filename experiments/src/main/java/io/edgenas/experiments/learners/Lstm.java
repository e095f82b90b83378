package io.edgenas.experiments.learners;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * An LSTM over the sequence of nodes, each embedded, as progressive search has one for its
 * surrogate (Liu et al., Progressive Neural Architecture Search, section 4.4). The last state and
 * the costs go through one more layer.
 *
 * @param embedding values of an embedded node
 * @param width of the state
 */
record Lstm(int embedding, int width) implements Network {
  private static final long GATES = 4;

  @Override
  public String title() {
    return "LSTM";
  }

  @Override
  public List<Shape> weights(AccuracySet set) {
    return List.of(
        new Shape(set.nodes().width(), embedding),
        new Shape(embedding),
        new Shape(GATES * width, embedding),
        new Shape(GATES * width, width),
        new Shape(GATES * width),
        new Shape(GATES * width),
        new Shape(width + set.encoding().descriptorCount(), width),
        new Shape(width),
        new Shape(width, 1),
        new Shape(1));
  }

  /** The engine has the units of gates first. */
  @Override
  public long fanIn(Shape weight) {
    return weight.get(0) == GATES * width ? weight.get(1) : weight.get(0);
  }

  @Override
  public NDArray forward(List<NDArray> weights, Inputs inputs) {
    Shape shape = inputs.nodes().getShape();
    long members = shape.get(0);
    long archs = shape.get(1);
    NDArray embedded =
        Layers.dense(
                inputs.nodes().reshape(members, archs * shape.get(2), shape.get(3)),
                weights.get(0),
                weights.get(1))
            .reshape(members, archs, shape.get(2), embedding);
    NDManager manager = inputs.nodes().getManager();
    NDArray zero = manager.zeros(new Shape(1, archs, width));
    NDList states = new NDList();
    for (int member = 0; member < members; member++) {
      NDList gates = new NDList();
      for (int i = 2; i < 6; i++) {
        gates.add(weights.get(i).get(member));
      }
      // The engine's own loop over the sequence: one call instead of ten for each node.
      NDArray last =
          embedded
              .getNDArrayInternal()
              .lstm(
                  embedded.get(member),
                  new NDList(zero, zero),
                  gates,
                  true,
                  1,
                  0,
                  true,
                  false,
                  true)
              .get(1);
      states.add(last);
    }
    NDArray state = NDArrays.concat(states, 0);
    NDArray x = NDArrays.concat(new NDList(state, inputs.costs()), 2);
    x = Layers.bend(Layers.dense(x, weights.get(6), weights.get(7)));
    return Layers.single(Layers.dense(x, weights.get(8), weights.get(9)));
  }
}
