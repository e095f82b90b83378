package io.edgenas.onnx.emit;

import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Node;
import io.edgenas.network.WeightSource;
import io.edgenas.operation.Activation;
import io.edgenas.operation.ActivationOp;
import io.edgenas.operation.AddOp;
import io.edgenas.operation.AveragePoolOp;
import io.edgenas.operation.Cases;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.PoolOp;
import io.edgenas.operation.SqueezeExcite;
import io.edgenas.operation.WeightSpec;
import io.edgenas.operation.ZeroOp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Layers computed the plain way, in double, with batch norm as it is defined: written from the
 * definitions of the operations, independently of the emission.
 */
public final class ReferenceInterpreter {
  private final WeightSource weights;
  private final BiConsumer<String, double[]> observer;

  public ReferenceInterpreter(WeightSource weights) {
    this(weights, (name, values) -> {});
  }

  /**
   * @param observer is told every value by the name that it has in the emitted graph
   */
  ReferenceInterpreter(WeightSource weights, BiConsumer<String, double[]> observer) {
    this.weights = weights;
    this.observer = observer;
  }

  /** One image through layers that follow each other. */
  public double[] run(List<Layer> layers, float[] image) {
    double[] value = toDoubles(image);
    for (Layer layer : layers) {
      value = run(layer, List.of(value));
    }
    return value;
  }

  /** One image through a network of any form. */
  public double[] run(Network network, float[] image) {
    List<double[]> values = new ArrayList<>();
    for (Node node : network.nodes()) {
      List<double[]> inputs =
          values.isEmpty()
              ? List.of(toDoubles(image))
              : node.inputs().stream().map(values::get).toList();
      values.add(run(node.layer(), inputs));
    }
    return values.get(values.size() - 1);
  }

  private static double[] toDoubles(float[] image) {
    double[] value = new double[image.length];
    for (int i = 0; i < image.length; i++) {
      value[i] = image[i];
    }
    return value;
  }

  /** One layer; inputs stay as they are. */
  public double[] run(Layer layer, List<double[]> inputs) {
    return layer.operation().on(new Definition(layer, inputs));
  }

  private final class Definition implements Cases<double[]> {
    private final Layer layer;
    private final List<double[]> inputs;
    private final double[] input;

    Definition(Layer layer, List<double[]> inputs) {
      this.layer = layer;
      this.inputs = inputs;
      this.input = inputs.get(0);
    }

    private double[] observed(String name, double[] value) {
      observer.accept(name, value);
      return value;
    }

    @Override
    public double[] conv(ConvOp conv) {
      return ReferenceInterpreter.this.conv(layer, conv, "", input);
    }

    @Override
    public double[] mbConv(MbConvOp block) {
      double[] value = input;
      if (block.expand().isPresent()) {
        value = ReferenceInterpreter.this.conv(layer, block.expand().get(), "expand.", value);
      }
      value = ReferenceInterpreter.this.conv(layer, block.depthwise(), "depthwise.", value);
      if (block.excite().isPresent()) {
        value = excite(layer, block.excite().get(), block.depthwise().output(), value);
      }
      value = ReferenceInterpreter.this.conv(layer, block.project(), "project.", value);
      for (int i = 0; block.shortcut() && i < value.length; i++) {
        value[i] += input[i];
      }
      return observed(layer.name() + ".shortcut", value);
    }

    @Override
    public double[] pool(PoolOp pool) {
      return observed(layer.name(), average(pool.input(), input));
    }

    @Override
    public double[] averagePool(AveragePoolOp pool) {
      FeatureShape in = pool.input();
      FeatureShape out = pool.output();
      double[] result = new double[(int) out.size()];
      for (int i = 0; i < result.length; i++) {
        int channel = i / (int) out.pixels();
        int top = i / out.width() % out.height() * pool.stride() - (pool.kernel() - 1) / 2;
        int left = i % out.width() * pool.stride() - (pool.kernel() - 1) / 2;
        double sum = 0;
        int count = 0;
        for (int y = Math.max(0, top); y < Math.min(in.height(), top + pool.kernel()); y++) {
          for (int x = Math.max(0, left); x < Math.min(in.width(), left + pool.kernel()); x++) {
            sum += input[(channel * in.height() + y) * in.width() + x];
            count++;
          }
        }
        result[i] = sum / count;
      }
      return observed(layer.name(), result);
    }

    @Override
    public double[] add(AddOp add) {
      double[] sum = input.clone();
      for (int t = 1; t < add.terms(); t++) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += inputs.get(t)[i];
        }
        observer.accept(layer.name() + (t == add.terms() - 1 ? "" : "." + t), sum);
      }
      return sum;
    }

    @Override
    public double[] activation(ActivationOp activation) {
      double[] result = input.clone();
      for (int i = 0; i < result.length; i++) {
        result[i] = activate(activation.activation(), result[i]);
      }
      return observed(layer.name() + "." + activation.activation().text(), result);
    }

    @Override
    public double[] zero(ZeroOp zero) {
      return new double[input.length];
    }

    @Override
    public double[] linear(LinearOp linear) {
      return affine(values(layer, "weight"), values(layer, "bias"), input, linear.outChannels());
    }
  }

  private double[] conv(Layer layer, ConvOp conv, String prefix, double[] input) {
    FeatureShape in = conv.input();
    FeatureShape out = conv.output();
    float[] weight = values(layer, prefix + "weight");
    int k = conv.kernel();
    int inPerGroup = in.channels() / conv.groups();
    int outPerGroup = out.channels() / conv.groups();
    double[] result = new double[(int) out.size()];
    for (int o = 0; o < out.channels(); o++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++) {
          double sum = 0;
          for (int i = 0; i < inPerGroup; i++) {
            int channel = o / outPerGroup * inPerGroup + i;
            for (int dy = 0; dy < k; dy++) {
              for (int dx = 0; dx < k; dx++) {
                int sy = y * conv.stride() + dy - k / 2;
                int sx = x * conv.stride() + dx - k / 2;
                if (sy >= 0 && sy < in.height() && sx >= 0 && sx < in.width()) {
                  sum +=
                      weight[((o * inPerGroup + i) * k + dy) * k + dx]
                          * input[(channel * in.height() + sy) * in.width() + sx];
                }
              }
            }
          }
          result[(o * out.height() + y) * out.width() + x] = sum;
        }
      }
    }
    if (conv.batchNorm()) {
      normalise(layer, prefix, (int) out.pixels(), result);
    }
    String place = (layer.name() + "." + prefix).replaceAll("\\.$", "");
    observer.accept(place, result);
    for (int i = 0; i < result.length; i++) {
      result[i] = activate(conv.activation(), result[i]);
    }
    observer.accept(place + "." + conv.activation().text(), result);
    return result;
  }

  private void normalise(Layer layer, String prefix, int pixels, double[] values) {
    float[] gamma = values(layer, prefix + "bn.gamma");
    float[] beta = values(layer, prefix + "bn.beta");
    float[] mean = values(layer, prefix + "bn.mean");
    float[] variance = values(layer, prefix + "bn.variance");
    for (int i = 0; i < values.length; i++) {
      int c = i / pixels;
      double deviation = Math.sqrt(variance[c] + weights.batchNormEpsilon());
      values[i] = (values[i] - mean[c]) / deviation * gamma[c] + beta[c];
    }
  }

  private double[] excite(Layer layer, SqueezeExcite se, FeatureShape shape, double[] input) {
    double[] pooled = average(shape, input);
    observer.accept(layer.name() + ".se.pool", pooled);
    double[] squeezed =
        affine(
            values(layer, "se.reduce.weight"),
            values(layer, "se.reduce.bias"),
            pooled,
            se.squeezed());
    for (int i = 0; i < squeezed.length; i++) {
      squeezed[i] = Math.max(0, squeezed[i]);
    }
    observer.accept(layer.name() + ".se.reduce.relu", squeezed);
    double[] scale =
        affine(
            values(layer, "se.expand.weight"),
            values(layer, "se.expand.bias"),
            squeezed,
            se.channels());
    double[] result = new double[input.length];
    for (int i = 0; i < input.length; i++) {
      result[i] = input[i] * hardSigmoid(scale[i / (int) shape.pixels()]);
    }
    observer.accept(layer.name() + ".se.scale", result);
    return result;
  }

  private static double[] average(FeatureShape shape, double[] input) {
    double[] means = new double[shape.channels()];
    for (int i = 0; i < input.length; i++) {
      means[i / (int) shape.pixels()] += input[i] / shape.pixels();
    }
    return means;
  }

  private static double[] affine(float[] weight, float[] bias, double[] input, int outputs) {
    double[] result = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      result[o] = bias[o];
      for (int i = 0; i < input.length; i++) {
        result[o] += weight[o * input.length + i] * input[i];
      }
    }
    return result;
  }

  private static double activate(Activation activation, double x) {
    return switch (activation) {
      case NONE -> x;
      case RELU -> Math.max(0, x);
      case HSWISH -> x * hardSigmoid(x);
    };
  }

  private static double hardSigmoid(double x) {
    return Math.min(6, Math.max(0, x + 3)) / 6;
  }

  private float[] values(Layer layer, String name) {
    WeightSpec spec =
        layer.operation().weights().stream()
            .filter(weight -> weight.name().equals(name))
            .findFirst()
            .orElseThrow();
    return weights.values(layer, spec);
  }
}
