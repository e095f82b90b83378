package io.edgenas.onnx.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.edgenas.base.output.Sha256;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.int8.ActivationRange;
import io.edgenas.onnx.int8.ActivationRanges;
import io.edgenas.onnx.int8.Int8Emitter;
import io.edgenas.operation.Operation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.SmallGraph;
import io.edgenas.space.fixtures.TinySpace;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The bytes of emitted files stay what they are: profiles name the files that they measured by
 * their digests, and a file that ships is reproducible from its provenance.
 *
 * <p>Whoever changes the emission on purpose replaces {@code golden-bytes.txt} by what the failure
 * shows, and says in the change why the files differ.
 */
class GoldenBytesTest {
  private static final WeightSource WEIGHTS = new RandomWeights(2026);

  /** Another range for every value, so that a value that changes its name is noticed. */
  private static final ActivationRanges RANGES =
      value -> {
        int spread = Math.floorMod(value.hashCode(), 1_000);
        return new ActivationRange(-1 - spread / 500.0, 1 + spread / 250.0);
      };

  private static final Emitter FLOAT = new Float32Emitter();
  private static final Emitter INTEGER = new Int8Emitter(RANGES);

  private static final List<String> OPERATIONS =
      List.of(
          "conv-in:1x28x28-out:16x14x14-k3-s2-g1-bn-relu",
          "conv-in:3x15x17-out:8x8x9-k7-s2-g1-bn-hswish",
          "conv-in:5x6x6-out:7x6x6-k1-s1-g1-nobn-none",
          "conv-in:6x9x9-out:6x5x5-k5-s2-g6-bn-none",
          "mbconv-in:8x9x9-out:16x5x5-mid:24-k5-s2-hswish-se-expand",
          "mbconv-in:8x7x7-out:8x7x7-mid:8-k3-s1-relu-nose-noexpand",
          "mbconv-in:16x8x8-out:16x8x8-mid:48-k3-s1-relu-se-expand",
          "pool-in:24x7x5",
          "linear-in:13-out:10",
          "avgpool-in:8x7x7-out:8x7x7-k3-s1",
          "avgpool-in:8x8x8-out:8x4x4-k2-s2",
          "add-in:8x7x7-n3",
          "act-in:8x7x7-relu",
          "act-in:8x7x7-hswish",
          "zero-in:8x7x7");

  private final StringBuilder lines = new StringBuilder();

  @Test
  void bytesAreThoseOfTheGoldenFile() throws Exception {
    addSubnets();
    addIntegerSubnets();
    addOptions();
    for (String key : OPERATIONS) {
      Operation operation = Operation.parse(key);
      add("fp32 " + key, FLOAT.operation(operation, Border.INNER, WEIGHTS, EmitOptions.DEFAULT));
      add(
          "int8 " + key,
          INTEGER.operation(operation, Samples.border(operation), WEIGHTS, EmitOptions.DEFAULT));
    }
    add("fp32 graph", FLOAT.network(SmallGraph.network(), WEIGHTS, EmitOptions.DEFAULT));
    add("int8 graph", INTEGER.network(SmallGraph.network(), WEIGHTS, EmitOptions.DEFAULT));
    assertEquals(golden(), lines.toString());
  }

  private void addSubnets() throws Exception {
    SearchSpace tiny = Spaces.builtIn("tiny");
    addFloat(tiny, tiny.smallest());
    addFloat(tiny, tiny.largest());
    SearchSpace small = Spaces.builtIn("mobile-28");
    addFloat(small, small.smallest());
    addFloat(small, small.largest());
    addFloat(small, random(small));
    SearchSpace photos = Spaces.builtIn("mobile-96");
    addFloat(photos, photos.largest());
    addFloat(photos, random(photos));
    SearchSpace published = Spaces.builtIn("ofa-mbv3-w1.0");
    addFloat(published, published.smallest());
    SearchSpace wide = Spaces.builtIn("ofa-mbv3-w1.2");
    addFloat(wide, wide.largest());
    addFloat(wide, random(wide));
  }

  private void addIntegerSubnets() throws Exception {
    SearchSpace tiny = Spaces.builtIn("tiny");
    addInteger(tiny, tiny.largest());
    SearchSpace small = Spaces.builtIn("mobile-28");
    addInteger(small, random(small));
    SearchSpace wide = Spaces.builtIn("ofa-mbv3-w1.2");
    addInteger(wide, random(wide));
  }

  private void addOptions() throws Exception {
    Network network = Samples.largest();
    EmitOptions options =
        EmitOptions.DEFAULT
            .withDynamicBatch()
            .withSoftmax()
            .withMetadata(Map.of("b", "2", "a", "1"));
    add("fp32 with options", FLOAT.network(network, WEIGHTS, options));
    add("int8 with options", INTEGER.network(network, WEIGHTS, options));
  }

  private static Arch random(SearchSpace space) {
    return TinySpace.randomArchs(space, 1, 12).get(0);
  }

  private void addFloat(SearchSpace space, Arch arch) throws Exception {
    byte[] onnx = FLOAT.network(lower(space, arch), WEIGHTS, EmitOptions.DEFAULT);
    add("fp32 " + space.name() + " " + arch, onnx);
  }

  private void addInteger(SearchSpace space, Arch arch) throws Exception {
    byte[] onnx = INTEGER.network(lower(space, arch), WEIGHTS, EmitOptions.DEFAULT);
    add("int8 " + space.name() + " " + arch, onnx);
  }

  private static Network lower(SearchSpace space, Arch arch) {
    return space.lower(Task.of(space, 10, 3), arch);
  }

  /** The version of EdgeNAS is in the file, and is no matter here. */
  private void add(String name, byte[] onnx) throws Exception {
    ModelProto model = ModelProto.parseFrom(onnx);
    byte[] bytes = model.toBuilder().clearProducerVersion().build().toByteArray();
    lines.append(Sha256.of(bytes)).append("  ").append(name).append('\n');
  }

  private static String golden() throws Exception {
    try (InputStream in = GoldenBytesTest.class.getResourceAsStream("golden-bytes.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
