package io.edgenas.supernet.onceforall;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Site;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of tensors in once-for-all's MobileNetV3, {@code ofa_mbv3.py}. Elastic layers wrap plain
 * ones, and releases differ in how a block's body is called; both is levelled, as {@code
 * load_state_dict} there does.
 */
final class TorchNames {
  private static final Map<String, String> HEAD =
      Map.of("head.expand", "final_expand_layer.", "head.mix", "feature_mix_layer.");
  private static final Pattern TRANSFORM = Pattern.compile("depthwise\\.transform(\\d+to\\d+)");

  private final Map<String, Layer> layers = new HashMap<>();
  private final int stageDepth;

  /**
   * @param largest the network whose parameters are named
   * @param stageDepth blocks of each stage in once-for-all's network
   */
  TorchNames(Network largest, int stageDepth) {
    largest.layers().forEach(layer -> layers.put(layer.name(), layer));
    this.stageDepth = stageDepth;
  }

  /** The name without wrappers; {@code null} for what is no weight and no statistic. */
  static String plain(String name) {
    if (name.endsWith(".num_batches_tracked")) {
      return null;
    }
    return name.replaceFirst("^module\\.", "")
        .replaceFirst("^(blocks\\.\\d+)\\.mobile_inverted_conv\\.", "$1.conv.")
        .replace(".bn.bn.", ".bn.")
        .replace(".conv.conv.weight", ".conv.weight")
        .replace(".linear.linear.", ".linear.");
  }

  /**
   * All tensors that matter, by their plain names.
   *
   * @param names of the tensors as the file has them
   * @throws BadInputException if two have the same
   */
  static SortedMap<String, String> byPlainName(Iterable<String> names) {
    SortedMap<String, String> plain = new TreeMap<>();
    for (String name : names) {
      String key = plain(name);
      if (key != null && plain.put(key, name) != null) {
        throw new BadInputException("two tensors are '" + Check.shown(key) + "'");
      }
    }
    return plain;
  }

  /**
   * The plain name of a parameter or statistic of ours.
   *
   * @param name as in {@link io.edgenas.supernet.elastic.ParameterSpec}, or {@code ....bn.mean} and
   *     {@code .variance}
   */
  String of(String name) {
    for (int end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
      Layer layer = layers.get(name.substring(0, end));
      if (layer != null) {
        return of(layer, name.substring(end + 1));
      }
    }
    throw new IllegalArgumentException("no layer has the parameter " + name);
  }

  private String of(Layer layer, String weight) {
    Site site = layer.site();
    if (site.stage().isPresent()) {
      int index = 1 + site.stage().getAsInt() * stageDepth + site.block().getAsInt();
      return "blocks." + index + ".conv." + part(weight);
    }
    return switch (site.part()) {
      case STEM -> convolution("first_conv." + weight);
      case BODY -> "blocks.0.conv." + part(weight);
      case HEAD ->
          layer.operation().givesScores()
              ? "classifier.linear." + weight
              : convolution(HEAD.get(layer.name()) + weight);
    };
  }

  private static String part(String name) {
    Matcher transform = TRANSFORM.matcher(name);
    if (transform.matches()) {
      return "depth_conv.conv." + transform.group(1) + "_matrix";
    }
    if (name.startsWith("se.")) {
      return "depth_conv.se.fc." + name.substring("se.".length());
    }
    return convolution(
        name.replaceFirst("^expand\\.", "inverted_bottleneck.")
            .replaceFirst("^depthwise\\.", "depth_conv.")
            .replaceFirst("^project\\.", "point_linear."));
  }

  private static String convolution(String name) {
    return name.replaceFirst("\\.weight$", ".conv.weight")
        .replaceFirst("\\.bn\\.gamma$", ".bn.weight")
        .replaceFirst("\\.bn\\.beta$", ".bn.bias")
        .replaceFirst("\\.bn\\.mean$", ".bn.running_mean")
        .replaceFirst("\\.bn\\.variance$", ".bn.running_var");
  }
}
