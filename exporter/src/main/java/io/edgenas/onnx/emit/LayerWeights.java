package io.edgenas.onnx.emit;

import io.edgenas.network.Layer;
import io.edgenas.network.WeightSource;
import io.edgenas.operation.WeightSpec;
import java.util.HashMap;
import java.util.Map;

/** The parameters of one layer, by the part of it that they belong to and their name in it. */
public final class LayerWeights {
  private final Layer layer;
  private final WeightSource source;
  private final Map<String, WeightSpec> specs = new HashMap<>();

  public LayerWeights(Layer layer, WeightSource source) {
    this.layer = layer;
    this.source = source;
    layer.operation().weights().forEach(spec -> specs.put(spec.name(), spec));
  }

  /** What a part is called in graphs and messages; the empty part is the layer. */
  public String place(String part) {
    return part.isEmpty() ? layer.name() : layer.name() + "." + part;
  }

  /** The parameter {@code name} of a part, for example {@code weight} of {@code se.reduce}. */
  public WeightSpec spec(String part, String name) {
    return specs.get(part.isEmpty() ? name : part + "." + name);
  }

  /** Weight and bias of a convolution with batch norm. */
  public FoldedConv folded(String part) {
    float[][] norm = {
      values(spec(part, "bn.gamma")),
      values(spec(part, "bn.beta")),
      values(spec(part, "bn.mean")),
      values(spec(part, "bn.variance"))
    };
    return FoldedConv.fold(
        place(part), values(spec(part, "weight")), norm, source.batchNormEpsilon());
  }

  /** Returns the values row-major; the caller owns them. */
  public float[] values(WeightSpec spec) {
    float[] values = source.values(layer, spec);
    if (values.length != spec.size()) {
      throw new IllegalArgumentException(
          "weight source gave %d values for %s.%s of shape %s"
              .formatted(values.length, layer.name(), spec.name(), spec.shape()));
    }
    return values;
  }
}
