package io.edgenas.onnx.emit;

import io.edgenas.network.ConvOp;
import io.edgenas.network.FeatureShape;
import io.edgenas.network.Layer;
import io.edgenas.network.LinearOp;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.Operation;
import io.edgenas.network.PoolOp;
import io.edgenas.network.SqueezeExcite;
import io.edgenas.network.WeightSource;
import io.edgenas.network.WeightSpec;
import io.edgenas.space.Activation;
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

  /** One image through all layers. */
  public double[] run(List<Layer> layers, float[] image) {
    double[] value = new double[image.length];
    for (int i = 0; i < image.length; i++) {
      value[i] = image[i];
    }
    for (Layer layer : layers) {
      value = run(layer, value);
    }
    return value;
  }

  private double[] run(Layer layer, double[] input) {
    Operation operation = layer.operation();
    if (operation instanceof ConvOp conv) {
      return conv(layer, conv, "", input);
    }
    if (operation instanceof MbConvOp block) {
      double[] value = input;
      if (block.expand().isPresent()) {
        value = conv(layer, block.expand().get(), "expand.", value);
      }
      value = conv(layer, block.depthwise(), "depthwise.", value);
      if (block.excite().isPresent()) {
        value = excite(layer, block.excite().get(), block.depthwise().output(), value);
      }
      value = conv(layer, block.project(), "project.", value);
      for (int i = 0; block.shortcut() && i < value.length; i++) {
        value[i] += input[i];
      }
      observer.accept(layer.name() + ".shortcut", value);
      return value;
    }
    if (operation instanceof PoolOp pool) {
      double[] pooled = average(pool.input(), input);
      observer.accept(layer.name(), pooled);
      return pooled;
    }
    LinearOp linear = (LinearOp) operation;
    return affine(values(layer, "weight"), values(layer, "bias"), input, linear.outChannels());
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
