package io.edgenas.profiler.command.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.Json;
import io.edgenas.network.Arch;
import io.edgenas.operation.Activation;
import io.edgenas.operation.Channels;
import io.edgenas.space.BalancedSample;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.BlockChoice;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.StageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetConfigFileTest {
  private static final MbConvSpace SPACE = MbConvSpace.builtIn("ofa-mbv3-w1.2");

  @TempDir private Path folder;

  private static Map<String, Object> object(Object... entries) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      object.put((String) entries[i], entries[i + 1]);
    }
    return object;
  }

  private static String act(Activation activation) {
    return activation == Activation.HSWISH ? "h_swish" : "relu";
  }

  private static Map<String, Object> conv(
      int in, int out, int kernel, int stride, Activation activation, boolean bn) {
    return object(
        "name",
        "ConvLayer",
        "kernel_size",
        kernel,
        "stride",
        stride,
        "dilation",
        1,
        "groups",
        1,
        "bias",
        false,
        "has_shuffle",
        false,
        "in_channels",
        in,
        "out_channels",
        out,
        "use_bn",
        bn,
        "act_func",
        act(activation),
        "dropout_rate",
        0,
        "ops_order",
        "weight_bn_act");
  }

  private static Map<String, Object> block(
      int in, int out, int kernel, int stride, int expand, Activation activation, boolean se) {
    Map<String, Object> shortcut =
        stride == 1 && in == out
            ? object("name", "IdentityLayer", "in_channels", List.of(in))
            : null;
    return object(
        "name",
        "MobileInvertedResidualBlock",
        "mobile_inverted_conv",
        object(
            "name",
            "MBInvertedConvLayer",
            "in_channels",
            in,
            "out_channels",
            out,
            "kernel_size",
            kernel,
            "stride",
            stride,
            "expand_ratio",
            expand,
            "mid_channels",
            expand == 1 ? null : Channels.middle(in, expand),
            "act_func",
            act(activation),
            "use_se",
            se),
        "shortcut",
        shortcut);
  }

  /** As once-for-all's own code writes it. */
  private static String netConfig(MbConvSpace space, Arch arch) {
    int width = space.stem().width();
    List<Object> blocks = new ArrayList<>();
    if (space.firstBlock().isPresent()) {
      var first = space.firstBlock().get();
      blocks.add(block(width, first.width(), first.kernel(), 1, 1, first.activation(), false));
      width = first.width();
    }
    for (int i = 0; i < ArchSpec.of(arch).stages().size(); i++) {
      StageSpec stage = space.stages().get(i);
      int stride = stage.stride();
      int out = space.width(i, ArchSpec.of(arch).stages().get(i));
      for (BlockChoice choice : ArchSpec.of(arch).stages().get(i).blocks()) {
        blocks.add(
            block(
                width,
                out,
                choice.kernel(),
                stride,
                choice.expand(),
                stage.activation(),
                stage.squeezeExcite()));
        width = out;
        stride = 1;
      }
    }
    int expanded = space.head().expandWidth();
    Map<String, Object> net =
        object(
            "name", "MobileNetV3",
            "bn", object("momentum", 0.1, "eps", 1e-5),
            "first_conv",
                conv(
                    3,
                    space.stem().width(),
                    space.stem().kernel(),
                    space.stem().stride(),
                    space.stem().activation(),
                    true),
            "blocks", blocks,
            "final_expand_layer", conv(width, expanded, 1, 1, space.head().activation(), true));
    space
        .head()
        .mixWidth()
        .ifPresent(
            mix ->
                net.put(
                    "feature_mix_layer",
                    conv(expanded, mix, 1, 1, space.head().activation(), false)));
    net.put("classifier", object("name", "LinearLayer", "out_features", 1000));
    return Json.pretty(net);
  }

  private Path write(String net, int resolution) throws IOException {
    Files.writeString(folder.resolve("run.config"), "{\"image_size\": " + resolution + "}");
    return Files.writeString(folder.resolve("net.config"), net);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofa-mbv3-w1.0", "ofa-mbv3-w1.2", "mobile-28", "mobile-96"})
  void readsEveryArchitectureOfASpace(String name) throws IOException {
    MbConvSpace space = MbConvSpace.builtIn(name);
    for (Arch arch : BalancedSample.draw(space, 40, new SplittableRandom(1))) {
      Path file = write(netConfig(space, arch), arch.resolution());
      assertEquals(List.of(arch), ArchFile.read(file, space));
    }
  }

  @Test
  void takesTheResolutionThatIsGiven() throws IOException {
    Path file = write(netConfig(SPACE, SPACE.largest()), 1000);
    assertEquals(
        SPACE.largest().withResolution(160), NetConfigFile.read(file, SPACE, Optional.of(160)));
    assertTrue(refusal(file).contains("resolution 1000 is not allowed"), refusal(file));
    Files.delete(folder.resolve("run.config"));
    assertTrue(refusal(file).contains("no run.config with image_size"), refusal(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"MobileNetV3\" | \"ProxylessNASNets\" | name: 'ProxylessNASNets' is not a family",
        "\"kernel_size\" : 7 | \"kernel_size\" : 9 | kernel_size 9 is not allowed in stage 1",
        "\"stride\" : 1, \"expand_ratio\" : 6 | \"stride\" : 2, \"expand_ratio\" : 6 | a shortcut",
        "\"expand_ratio\" : 6 | \"expand_ratio\" : 5 | expand_ratio 5 with 144 middle channels",
        "\"mid_channels\" : 144 | \"mid_channels\" : 150 | 150 middle channels is not allowed",
        "\"use_se\" : true | \"use_se\" : false | use_se: false is not allowed here",
        "\"h_swish\" | \"relu6\" | first_conv.act_func: 'relu6' is not allowed here",
        "\"dilation\" : 1 | \"dilation\" : 2 | first_conv.dilation: 2 is not allowed here",
        "\"use_bn\" : true | \"use_bn\" : false | first_conv.use_bn: false is not allowed",
        "\"out_channels\" : 1536 | \"out_channels\" : 1280 | feature_mix_layer.out_channels: 1280",
        "\"final_expand_layer\" | \"final_layer\" | key 'final_expand_layer' is missing",
        "\"in_channels\" : 32 | \"in_channels\" : 33 | in_channels: 33 is not allowed here",
      })
  void namesLayerAndValueOfWhatIsNoNetworkOfTheSpace(String text, String other, String message)
      throws IOException {
    String net = netConfig(SPACE, SPACE.largest());
    String flat = net.replaceAll("\\s+", " ");
    String changed =
        flat.replaceFirst(
            Pattern.quote(text.replaceAll("\\s+", " ")),
            Matcher.quoteReplacement(other.replaceAll("\\s+", " ")));
    assertTrue(!changed.equals(flat), text);
    String refusal = refusal(write(changed, 224));
    assertTrue(refusal.contains("net.config:") && refusal.contains(message), refusal);
  }

  @Test
  void saysThatTheStagesAreOthers() throws IOException {
    MbConvSpace other = MbConvSpace.builtIn("mobile-96");
    String refusal = refusal(write(netConfig(other, other.largest()), 128));
    assertTrue(refusal.contains("space ofa-mbv3-w1.2 has"), refusal);
  }

  @Test
  void isNoTableOfMeasurements() throws IOException {
    Path file = write(netConfig(SPACE, SPACE.largest()), 224);
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> MeasurementFile.read(file, SPACE, Optional.empty()));
    assertTrue(e.getMessage().contains("is JSON: a CSV file is needed"), e.getMessage());
  }

  private static String refusal(Path file) {
    return assertThrows(
            BadInputException.class, () -> NetConfigFile.read(file, SPACE, Optional.empty()))
        .getMessage();
  }
}
