package io.edgenas.experiments.learners;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph convolutional network over the nodes (Kipf and Welling 2017, equation 2; for accuracies
 * Dudziak et al., BRP-NAS, section 3.2). The mean of the nodes and the costs go through one more
 * layer.
 *
 * @param layers of propagation
 * @param width of each
 */
record Gcn(int layers, int width) implements Network {
  @Override
  public String title() {
    return "GCN";
  }

  @Override
  public List<Shape> weights(AccuracySet set) {
    List<Shape> shapes = new ArrayList<>();
    long in = set.nodes().width();
    for (int i = 0; i < layers; i++) {
      shapes.add(new Shape(in, width));
      shapes.add(new Shape(width));
      in = width;
    }
    shapes.add(new Shape(width + set.encoding().descriptorCount(), width));
    shapes.add(new Shape(width));
    shapes.add(new Shape(width, 1));
    shapes.add(new Shape(1));
    return shapes;
  }

  @Override
  public NDArray forward(List<NDArray> weights, Inputs inputs) {
    Shape shape = inputs.nodes().getShape();
    long members = shape.get(0);
    long archs = shape.get(1);
    long length = shape.get(2);
    NDArray adjacency = inputs.adjacency().reshape(members * archs, length, length);
    NDArray x = inputs.nodes().reshape(members, archs * length, shape.get(3));
    for (int i = 0; i < layers; i++) {
      NDArray own = Layers.dense(x, weights.get(2 * i), weights.get(2 * i + 1));
      NDArray spread = adjacency.matMul(own.reshape(members * archs, length, width));
      x = Layers.bend(spread).reshape(members, archs * length, width);
    }
    NDArray mean = x.reshape(members, archs, length, width).mul(inputs.shares()).sum(new int[] {2});
    x = NDArrays.concat(new NDList(mean, inputs.costs()), 2);
    int head = 2 * layers;
    x = Layers.bend(Layers.dense(x, weights.get(head), weights.get(head + 1)));
    return Layers.single(Layers.dense(x, weights.get(head + 2), weights.get(head + 3)));
  }
}
