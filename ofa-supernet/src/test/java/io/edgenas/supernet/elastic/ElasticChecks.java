package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.WeightSpec;
import io.edgenas.supernet.engine.EngineArrays;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.norm.BatchNormStatistics;
import io.edgenas.supernet.norm.RecordingNorm;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How exactly a subnet of a supernet is the plain network of its weights, forward and backward. */
final class ElasticChecks {
  private final ElasticSupernet supernet;
  private final TensorThread thread;
  private final int batch;

  /**
   * @param batch number of (random) images
   */
  ElasticChecks(ElasticSupernet supernet, int batch) {
    this.supernet = supernet;
    this.thread = supernet.thread();
    this.batch = batch;
  }

  float[] images(Network network) {
    FeatureShape input = network.input();
    return Tensors.images(batch, input.channels(), input.height(), 7);
  }

  /** The images in channels-last memory, as training has them. */
  NDArray nhwcView(NDManager scope, Network network) {
    FeatureShape input = network.input();
    Shape shape = new Shape(batch, input.height(), input.width(), input.channels());
    float[] chw = images(network);
    float[] hwc = new float[chw.length];
    int pixels = input.height() * input.width();
    for (int i = 0; i < hwc.length; i++) {
      int image = i / (pixels * input.channels());
      int pixel = i / input.channels() % pixels;
      hwc[i] = chw[(image * input.channels() + i % input.channels()) * pixels + pixel];
    }
    return EngineArrays.owned(scope, hwc, shape).transpose(0, 3, 1, 2);
  }

  /** Statistics of these images. */
  BatchNormStatistics recalibrate(Network network) {
    RecordingNorm norm = new RecordingNorm();
    thread.run(
        () -> {
          try (NDManager scope = thread.manager().newSubManager()) {
            supernet.forward(nhwcView(scope, network), network, norm);
          }
        });
    return norm.statistics(network.arch());
  }

  /**
   * The largest difference between the elastic forward's scores and the plain network's, as a share
   * of the largest score; NaN where a score is no number.
   */
  double difference(Network network) {
    BatchNormStatistics statistics = recalibrate(network);
    SubnetWeights weights = SubnetWeights.of(supernet, network, statistics);
    float[] elastic = supernet.logits(images(network), batch, network, statistics);
    float[] plain =
        thread.call(
            () -> {
              try (NDManager scope = thread.manager().newSubManager()) {
                FeatureShape input = network.input();
                NDArray images =
                    Tensors.array(scope, images(network), batch, input.channels(), input.height());
                return new StaticNetwork(weights, scope).run(images, network).toFloatArray();
              }
            });
    if (elastic.length != plain.length) {
      return Double.NaN;
    }
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < plain.length; i++) {
      largest = Math.max(largest, Math.abs(plain[i]));
      difference = Math.max(difference, Math.abs((double) plain[i] - elastic[i]));
    }
    return difference / largest; // 0 / 0, scores that vanish, is NaN too
  }

  /** Gradients of the sum of squared scores under training's rules, by parameter. */
  Map<String, float[]> gradients(Network network) {
    return thread.call(
        () -> {
          try (NDManager scope = thread.manager().newSubManager()) {
            NDArray images = nhwcView(scope, network);
            for (ParameterSpec spec : supernet.parameters().specs()) {
              NDArray gradient = supernet.parameters().array(spec.name()).getGradient();
              gradient.subi(gradient);
              gradient.close();
            }
            try (GradientCollector collector = thread.engine().newGradientCollector()) {
              collector.backward(supernet.trainingForward(images, network).square().sum());
            }
            Map<String, float[]> gradients = new HashMap<>();
            for (ParameterSpec spec : supernet.parameters().specs()) {
              try (NDArray gradient = supernet.parameters().array(spec.name()).getGradient()) {
                gradients.put(spec.name(), gradient.toFloatArray());
              }
            }
            return gradients;
          }
        });
  }

  /**
   * Parameters whose gradient is wrong: none at all inside of the window that the subnet uses, no
   * number, or anything but exactly zero outside.
   */
  Set<String> gradientFaults(Network network) {
    Map<String, boolean[]> active = activeMasks(network);
    Map<String, float[]> gradients = gradients(network);
    Set<String> faults = new TreeSet<>();
    for (ParameterSpec spec : supernet.parameters().specs()) {
      boolean[] mask = active.getOrDefault(spec.name(), new boolean[spec.size()]);
      float[] gradient = gradients.get(spec.name());
      double inside = 0;
      for (int i = 0; i < mask.length; i++) {
        if (mask[i]) {
          inside += Math.abs(gradient[i]);
        } else if (gradient[i] != 0) {
          faults.add(spec.name() + " outside of its window");
        }
      }
      if (active.containsKey(spec.name()) && !(inside > 0 && inside < Double.POSITIVE_INFINITY)) {
        faults.add(spec.name() + " inside of its window");
      }
    }
    return faults;
  }

  private Map<String, boolean[]> activeMasks(Network network) {
    Map<String, int[]> full = new HashMap<>();
    supernet
        .parameters()
        .specs()
        .forEach(s -> full.put(s.name(), s.shape().stream().mapToInt(i -> i).toArray()));
    Map<String, boolean[]> masks = new HashMap<>();
    for (Layer layer : network.layers()) {
      for (WeightSpec weight : layer.operation().weights()) {
        String name = ParameterSpec.name(layer, weight);
        if (weight.role().trainable()) {
          int[] used = weight.shape().stream().mapToInt(i -> i).toArray();
          masks.put(name, mask(full.get(name), used));
        }
      }
      if (layer.operation() instanceof MbConvOp block && layer.site().stage().isPresent()) {
        for (String name : full.keySet()) {
          if (name.startsWith(layer.name() + ".depthwise.transform")) {
            int from = Integer.parseInt(name.replaceAll(".*transform(\\d)to.*", "$1"));
            if (from > block.kernel()) {
              int[] shape = full.get(name);
              masks.put(name, mask(shape, shape));
            }
          }
        }
      }
    }
    return masks;
  }

  /** First values of each dimension; centred where kernels are smaller than the largest. */
  private static boolean[] mask(int[] full, int[] used) {
    int size = 1;
    for (int length : full) {
      size *= length;
    }
    boolean[] mask = new boolean[size];
    for (int i = 0; i < size; i++) {
      int rest = i;
      boolean inside = true;
      for (int d = full.length - 1; d >= 0; d--) {
        int position = rest % full[d];
        rest /= full[d];
        int begin = d >= 2 ? centreOfNextSmaller(full[d], used[d]) : 0;
        int end = d >= 2 ? full[d] - begin : used[d];
        inside &= position >= begin && position < end;
      }
      mask[i] = inside;
    }
    return mask;
  }

  /** A smaller kernel is made from the centre of the second largest's size. */
  private static int centreOfNextSmaller(int full, int used) {
    return used < full ? 1 : 0;
  }
}
