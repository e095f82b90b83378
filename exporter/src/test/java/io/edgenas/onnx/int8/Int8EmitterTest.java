package io.edgenas.onnx.int8;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.edgenas.network.Arch;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.ExportException;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.emit.NoiseRatio;
import io.edgenas.onnx.emit.ObservedRanges;
import io.edgenas.onnx.emit.OnnxFile;
import io.edgenas.onnx.emit.ReferenceInterpreter;
import io.edgenas.onnx.emit.Samples;
import io.edgenas.onnx.guard.OnnxGuard;
import io.edgenas.onnx.runtime.ElementType;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.Operation;
import io.edgenas.operation.PoolOp;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Int8EmitterTest {
  private static final int CALIBRATION = 16;

  /**
   * Found were 0.02 to 0.11 and 0.005 to 0.025, with VNNI and without. One wrong scale or zero
   * point gives about 1, sums that are cut off at 16 bits 0.2 to 0.8.
   */
  private static final double MOST_NETWORK_NOISE = 0.25;

  private static final double MOST_OPERATION_NOISE = 0.1;

  static List<Arch> archs() {
    List<Arch> archs = new ArrayList<>(TinySpace.randomArchs(3, 11));
    archs.add(TinySpace.SPACE.largest());
    return archs;
  }

  @Test
  void emitsTheSameBytesTwice() {
    for (Arch arch : archs()) {
      assertArrayEquals(emit(arch, new RandomWeights(1)), emit(arch, new RandomWeights(1)));
    }
  }

  private static byte[] emit(Arch arch, WeightSource weights) {
    return new Int8Emitter(ActivationRanges.PROFILING)
        .network(TinySpace.lower(arch), weights, EmitOptions.DEFAULT);
  }

  @Test
  void namesTheNodesOfTheNetworkAsInFloat32() {
    Network network = Samples.largest();
    List<String> integer = names(emit(network.arch(), Samples.WEIGHTS));
    List<String> exempt = List.of("Relu", "HardSigmoid");
    byte[] onnx = new Float32Emitter().network(network, Samples.WEIGHTS, EmitOptions.DEFAULT);
    for (NodeProto node : OnnxGuard.checked(onnx, "test").getGraph().getNodeList()) {
      assertTrue(
          integer.contains(node.getName()) || exempt.contains(node.getOpType()), node.getName());
    }
    assertEquals(integer.stream().distinct().toList(), integer);
  }

  @Test
  void networkHasFloatBordersAndOperationsHaveThoseWithinIt() {
    Network network = Samples.largest();
    try (OnnxModel model = load(emit(network.arch(), Samples.WEIGHTS))) {
      assertEquals("image", model.inputName());
      assertEquals("scores", model.outputName());
      assertEquals(ElementType.FLOAT32, model.inputType());
      assertEquals(ElementType.FLOAT32, model.outputType());
    }
    try (OnnxModel model = lone("mbconv-in:8x6x5-out:16x3x3-mid:16-k3-s2-relu-nose-expand")) {
      assertEquals(List.of(1, 6, 5, 8), model.inputShape());
      assertEquals(List.of(1, 3, 3, 16), model.outputShape());
      assertEquals(ElementType.UINT8, model.inputType());
      assertEquals(ElementType.UINT8, model.outputType());
    }
    try (OnnxModel model = lone("conv-in:3x8x6-out:8x4x3-k3-s2-g1-bn-hswish")) {
      assertEquals(List.of(1, 3, 8, 6), model.inputShape());
      assertEquals(ElementType.FLOAT32, model.inputType());
      assertEquals(ElementType.UINT8, model.outputType());
    }
    try (OnnxModel model = lone("linear-in:8-out:4")) {
      assertEquals(ElementType.UINT8, model.inputType());
      assertEquals(ElementType.FLOAT32, model.outputType());
      assertEquals(List.of(1, 4), model.outputShape());
    }
  }

  @Test
  void aConvolutionOfThreeChannelsInsideANetworkTakesIntegers() {
    Operation operation = Operation.parse("conv-in:3x8x6-out:8x4x3-k3-s2-g1-bn-relu");
    byte[] onnx =
        new Int8Emitter(ActivationRanges.PROFILING)
            .operation(operation, Border.INNER, Samples.WEIGHTS, EmitOptions.DEFAULT);
    try (OnnxModel model = load(onnx)) {
      assertEquals(ElementType.UINT8, model.inputType());
      assertEquals(List.of(1, 8, 6, 3), model.inputShape());
    }
  }

  @ParameterizedTest
  @MethodSource("archs")
  void networksGiveWhatTheyAreDefinedToGive(Arch arch) {
    Network network = TinySpace.lower(arch);
    List<float[]> images = Samples.images(network.input(), CALIBRATION, 2);
    ActivationRanges ranges =
        new ObservedRanges(Samples.WEIGHTS, network.layers(), OnnxFile.NETWORK_INPUT, images);
    ReferenceInterpreter reference = new ReferenceInterpreter(Samples.WEIGHTS);
    NoiseRatio noise = new NoiseRatio();
    byte[] onnx = new Int8Emitter(ranges).network(network, Samples.WEIGHTS, EmitOptions.DEFAULT);
    try (OnnxModel model = load(onnx)) {
      for (float[] image : images) {
        noise.add(reference.run(network.layers(), image), model.run(image, 1));
      }
    }
    assertTrue(
        noise.value() < MOST_NETWORK_NOISE,
        arch + ": noise is " + noise.value() + " of the signal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv-in:3x15x17-out:8x8x9-k7-s2-g1-bn-hswish",
        "conv-in:5x6x6-out:7x6x6-k1-s1-g1-nobn-relu",
        "conv-in:24x1x1-out:32x1x1-k1-s1-g1-nobn-hswish",
        "mbconv-in:8x9x9-out:16x5x5-mid:24-k5-s2-hswish-se-expand",
        "mbconv-in:8x7x7-out:8x7x7-mid:8-k3-s1-relu-nose-noexpand",
        "mbconv-in:40x7x7-out:40x7x7-mid:240-k7-s1-hswish-se-expand",
        "mbconv-in:16x8x8-out:16x8x8-mid:48-k3-s1-relu-se-expand",
        "pool-in:24x7x5",
        "linear-in:13-out:10",
      })
  void operationsGiveWhatTheyAreDefinedToGive(String key) {
    Operation operation = Operation.parse(key);
    List<Layer> layers = List.of(Layer.alone(OnnxFile.LONE_LAYER, operation));
    List<float[]> inputs = Samples.images(operation.input(), 4, 4);
    ActivationRanges ranges =
        new ObservedRanges(Samples.WEIGHTS, layers, OnnxFile.PART_INPUT, inputs);
    Quantization in = Quantization.of(ranges.of(OnnxFile.PART_INPUT));
    ReferenceInterpreter reference = new ReferenceInterpreter(Samples.WEIGHTS);
    NoiseRatio noise = new NoiseRatio();
    byte[] onnx =
        new Int8Emitter(ranges)
            .operation(operation, Samples.border(operation), Samples.WEIGHTS, EmitOptions.DEFAULT);
    try (OnnxModel model = load(onnx)) {
      for (float[] input : inputs) {
        float[] given = input;
        if (model.inputType() == ElementType.UINT8) {
          given = steps(input, in);
          input = real(given, in);
          given = operation instanceof PoolOp ? given : channelsLast(given, operation.input());
        }
        float[] found = model.run(given, 1);
        if (model.outputType() == ElementType.UINT8) {
          found = real(found, Quantization.of(outputRange(operation, ranges)));
        }
        double[] expected = reference.run(layers, input);
        noise.add(
            operation instanceof PoolOp
                ? expected
                : toDoubles(channelsLast(Samples.toFloats(expected), operation.output())),
            found);
      }
    }
    assertTrue(
        noise.value() < MOST_OPERATION_NOISE,
        key + ": noise is " + noise.value() + " of the signal");
  }

  /** Kinds without a convolution: channels first, whatever the ranges. */
  @ParameterizedTest
  @CsvSource({
    "avgpool-in:5x7x9-out:5x7x9-k3-s1, -8",
    "avgpool-in:5x8x7-out:5x4x3-k2-s2, -8",
    "add-in:5x7x4-n2, -8",
    "add-in:5x7x4-n4, -8",
    "act-in:5x7x4-relu, 0",
    "act-in:5x7x4-hswish, -0.375",
  })
  void kindsOfGraphsGiveWhatTheyAreDefinedToGive(String key, double least) {
    Operation operation = Operation.parse(key);
    Quantization in = Quantization.of(ActivationRanges.PROFILING.of(OnnxFile.PART_INPUT));
    Quantization out = Quantization.of(new ActivationRange(least, 8));
    double term = in.scale() * (Int8Emitter.LONE_TERM - in.zeroPoint());
    ReferenceInterpreter reference = new ReferenceInterpreter(Samples.WEIGHTS);
    NoiseRatio noise = new NoiseRatio();
    try (OnnxModel model = lone(key)) {
      for (float[] input : Samples.images(operation.input(), 4, 4)) {
        float[] given = steps(input, in);
        noise.add(
            reference.run(
                Layer.alone(OnnxFile.LONE_LAYER, operation),
                Samples.loneInputs(operation, real(given, in), term)),
            real(model.run(given, 1), out));
      }
    }
    assertTrue(
        noise.value() < MOST_OPERATION_NOISE,
        key + ": noise is " + noise.value() + " of the signal");
  }

  @Test
  void zerosAreZero() {
    try (OnnxModel model = lone("zero-in:5x2x2")) {
      for (float value : model.run(new float[20], 1)) {
        assertEquals(0, value);
      }
    }
  }

  @Test
  void refusesAWeightThatIsNotANumber() {
    WeightSource weights = Samples.sabotaged("head.classifier", "weight", Float.NaN);
    ExportException e =
        assertThrows(ExportException.class, () -> emit(Samples.largest().arch(), weights));
    assertTrue(e.getMessage().contains("head.classifier.weight[0] is NaN"), e.getMessage());
  }

  @Test
  void refusesSoftmaxOfAnOperation() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Int8Emitter(ActivationRanges.PROFILING)
                .operation(
                    Operation.parse("linear-in:8-out:4"),
                    Samples.border(Operation.parse("linear-in:8-out:4")),
                    Samples.WEIGHTS,
                    EmitOptions.DEFAULT.withSoftmax()));
  }

  /** As {@link Int8Layer} asks for it. */
  private static ActivationRange outputRange(Operation operation, ActivationRanges ranges) {
    String op = OnnxFile.LONE_LAYER;
    if (operation instanceof ConvOp conv) {
      return ranges.of(op + "." + conv.activation().text());
    }
    if (operation instanceof PoolOp) {
      return ranges.of(op);
    }
    try {
      return ranges.of(op + ".shortcut");
    } catch (IllegalArgumentException noShortcut) {
      return ranges.of(op + ".project");
    }
  }

  private static float[] steps(float[] values, Quantization quantization) {
    float[] steps = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      double step = Math.rint(values[i] / quantization.scale()) + quantization.zeroPoint();
      steps[i] = (float) Math.max(0, Math.min(255, step));
    }
    return steps;
  }

  private static float[] real(float[] steps, Quantization quantization) {
    float[] values = new float[steps.length];
    for (int i = 0; i < steps.length; i++) {
      values[i] = quantization.scale() * (steps[i] - quantization.zeroPoint());
    }
    return values;
  }

  private static float[] channelsLast(float[] values, FeatureShape shape) {
    int pixels = (int) shape.pixels();
    float[] moved = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      moved[i % pixels * shape.channels() + i / pixels] = values[i];
    }
    return moved;
  }

  private static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static List<String> names(byte[] onnx) {
    return OnnxGuard.checked(onnx, "test").getGraph().getNodeList().stream()
        .map(NodeProto::getName)
        .toList();
  }

  private static OnnxModel lone(String key) {
    return load(
        new Int8Emitter(ActivationRanges.PROFILING)
            .operation(
                Operation.parse(key),
                Samples.border(Operation.parse(key)),
                Samples.WEIGHTS,
                EmitOptions.DEFAULT));
  }

  private static OnnxModel load(byte[] onnx) {
    return OnnxModel.loadPart(onnx, "test", RuntimeConfig.DEFAULT);
  }
}
