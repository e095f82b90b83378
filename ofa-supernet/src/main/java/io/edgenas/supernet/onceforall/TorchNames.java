package io.edgenas.supernet.onceforall;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
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
  private static final Pattern BLOCK_LAYER = Pattern.compile("stage(\\d+)\\.block(\\d+)\\.(.+)");
  private static final Pattern TRANSFORM = Pattern.compile("depthwise\\.transform(\\d+to\\d+)");

  private TorchNames() {}

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
   * @param name of a tensor as the file has it
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
   * @param stageDepth blocks of each stage
   */
  static String torchName(String name, int stageDepth) {
    Matcher block = BLOCK_LAYER.matcher(name);
    if (block.matches()) {
      int stage = Integer.parseInt(block.group(1)) - 1;
      int index = 1 + stage * stageDepth + Integer.parseInt(block.group(2)) - 1;
      return "blocks." + index + ".conv." + part(block.group(3));
    }
    String head =
        name.replaceFirst("^stem\\.", "first_conv.")
            .replaceFirst("^head\\.expand\\.", "final_expand_layer.")
            .replaceFirst("^head\\.mix\\.", "feature_mix_layer.");
    if (name.startsWith("first.")) {
      return "blocks.0.conv." + part(name.substring("first.".length()));
    }
    return name.startsWith("head.classifier.")
        ? name.replace("head.classifier.", "classifier.linear.")
        : convolution(head);
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
