package io.edgenas.latency;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.network.ConvOp;
import io.edgenas.network.FeatureShape;
import io.edgenas.network.LinearOp;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.Operation;
import io.edgenas.network.PoolOp;
import io.edgenas.space.Activation;
import io.edgenas.space.SearchSpace;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of once-for-all's table keys ({@code latency_lookup_table.py}, {@code query}); shapes
 * are {@code HxWxC}. What a key does not say (the first convolution's kernel, the activations
 * outside blocks) is the space's.
 */
final class ForeignKeys {
  /** How the key of the first convolution begins. */
  static final String STEM = "Conv-";

  private static final String N = "([1-9][0-9]{0,4})";
  private static final String SHAPE = N + "x" + N + "x" + N;
  private static final Pattern PLAIN =
      Pattern.compile("(Conv|Conv_1|AvgPool2D|Conv_2)-input:" + SHAPE + "-output:" + SHAPE);
  private static final Pattern LOGITS = Pattern.compile("Logits-input:" + SHAPE + "-output:" + N);
  private static final Pattern BLOCK =
      Pattern.compile(
          "expanded_conv-input:"
              + SHAPE
              + "-output:"
              + SHAPE
              + "-expand:"
              + N
              + "-kernel:"
              + N
              + "-stride:"
              + N
              + "-idskip:([01])-se:([01])-hs:([01])");

  private final SearchSpace space;

  ForeignKeys(SearchSpace space) {
    this.space = space;
  }

  /**
   * The operation that a key describes.
   *
   * @throws BadInputException if it is no key, contradicts itself or does not fit the space
   */
  Operation parse(String key) {
    if (key.length() > 200) {
      throw new BadInputException("the key '" + Check.shown(key) + "' is too long");
    }
    Matcher m = BLOCK.matcher(key);
    if (m.matches()) {
      return block(key, m);
    }
    m = LOGITS.matcher(key);
    if (m.matches()) {
      return new LinearOp(shape(m, 1), number(m, 4));
    }
    m = PLAIN.matcher(key);
    if (!m.matches()) {
      throw new BadInputException(
          "unknown key '"
              + Check.shown(key)
              + "': allowed are Conv, expanded_conv, Conv_1, AvgPool2D, Conv_2 and Logits with"
              + " their shapes, as in Conv_1-input:7x7x160-output:7x7x960");
    }
    Operation operation = plain(m.group(1), shape(m, 2), shape(m, 5));
    return requireOutput(key, operation, shape(m, 5));
  }

  private Operation plain(String kind, FeatureShape input, FeatureShape output) {
    Activation head = space.head().activation();
    return switch (kind) {
      case "Conv" ->
          new ConvOp(
              input,
              require("first convolution", output.channels(), List.of(space.stem().width())),
              space.stem().kernel(),
              space.stem().stride(),
              1,
              true,
              space.stem().activation());
      case "Conv_1" ->
          new ConvOp(
              input,
              require("final expansion", output.channels(), List.of(space.head().expandWidth())),
              1,
              1,
              1,
              true,
              head);
      case "Conv_2" ->
          new ConvOp(
              input,
              require(
                  "feature mix",
                  output.channels(),
                  space.head().mixWidth().stream().boxed().toList()),
              1,
              1,
              1,
              false,
              head);
      default -> new PoolOp(input);
    };
  }

  private int require(String what, int channels, List<Integer> allowed) {
    if (!allowed.contains(channels)) {
      throw new BadInputException(
          what
              + " has "
              + channels
              + " output channels, in space "
              + space.name()
              + " it has "
              + allowed
              + ": is the table of another space?");
    }
    return channels;
  }

  private static Operation block(String key, Matcher m) {
    FeatureShape input = shape(m, 1);
    FeatureShape output = shape(m, 4);
    int middle = number(m, 7);
    // once-for-all builds no expansion where the ratio is 1.
    MbConvOp block =
        new MbConvOp(
            input,
            middle,
            output.channels(),
            number(m, 8),
            number(m, 9),
            m.group(12).equals("1") ? Activation.HSWISH : Activation.RELU,
            m.group(11).equals("1"),
            middle != input.channels());
    requireOutput(key, block, output);
    if (block.shortcut() != m.group(10).equals("1")) {
      throw new BadInputException(
          "the key '"
              + key
              + "' has idskip:"
              + m.group(10)
              + ": a block has a shortcut exactly where stride is 1 and channels stay the same");
    }
    return block;
  }

  private static Operation requireOutput(String key, Operation operation, FeatureShape written) {
    if (!operation.output().equals(written)) {
      throw new BadInputException(
          "the key '"
              + key
              + "' gives another output than its input does: channels x height x width are "
              + operation.output());
    }
    return operation;
  }

  private static FeatureShape shape(Matcher m, int group) {
    return new FeatureShape(number(m, group + 2), number(m, group), number(m, group + 1));
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
