package io.edgenas.supernet.onceforall;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.operation.Activation;
import io.edgenas.space.mbconv.FirstBlockSpec;
import io.edgenas.space.mbconv.HeadSpec;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.StageSpec;
import io.edgenas.space.mbconv.StemSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The space of a once-for-all MobileNetV3 ({@code OFAMobileNetV3}). Widths, kernels, largest depth
 * and expand ratio are read from the tensors. Strides, activations and the smaller depths and
 * expand ratios leave no trace in them: the first two are fixed in once-for-all's code, the others
 * are chosen by whoever trained.
 */
final class OnceForAllSpace {
  /** The five elastic stages: stride, activation and whether they squeeze and excite. */
  private record Stage(int stride, Activation activation, boolean squeezeExcite) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(2, Activation.RELU, false),
          new Stage(2, Activation.RELU, true),
          new Stage(2, Activation.HSWISH, false),
          new Stage(1, Activation.HSWISH, true),
          new Stage(2, Activation.HSWISH, true));

  private static final List<String> BUILT_IN = List.of("ofa-mbv3-w1.0", "ofa-mbv3-w1.2");
  private static final String NAME = "ofa-mbv3-imported";

  private OnceForAllSpace() {}

  /**
   * The space of a checkpoint: a built-in one where it allows the same networks.
   *
   * @throws BadInputException naming the tensor or block that is not once-for-all's
   */
  static MbConvSpace of(Shapes shapes, ImportChoices choices) {
    int depth = stageDepth(shapes);
    List<Integer> stem = shapes.required("first_conv.conv.weight", 4);
    int firstWidth = shapes.required("blocks.0.conv.point_linear.conv.weight", 4).get(0);
    int firstKernel = shapes.required("blocks.0.conv.depth_conv.conv.weight", 4).get(3);
    List<StageSpec> stages = new ArrayList<>();
    for (int i = 0; i < STAGES.size(); i++) {
      stages.add(stage(i, depth, shapes, choices));
    }
    int expandWidth = shapes.required("final_expand_layer.conv.weight", 4).get(0);
    int mixWidth = shapes.required("feature_mix_layer.conv.weight", 4).get(0);
    MbConvSpace space =
        Check.input(
            () ->
                new MbConvSpace(
                    NAME,
                    new StemSpec(stem.get(0), stem.get(3), 2, Activation.HSWISH),
                    Optional.of(new FirstBlockSpec(firstWidth, firstKernel, Activation.RELU)),
                    stages,
                    new HeadSpec(expandWidth, OptionalInt.of(mixWidth), Activation.HSWISH),
                    choices.resolutions()));
    return BUILT_IN.stream()
        .map(MbConvSpace::builtIn)
        .filter(builtIn -> covers(builtIn, space))
        .findFirst()
        .orElse(space);
  }

  /** Whether {@code builtIn} is the same but for having more resolutions. */
  private static boolean covers(MbConvSpace builtIn, MbConvSpace space) {
    return builtIn.resolutions().containsAll(space.resolutions())
        && builtIn.stem().equals(space.stem())
        && builtIn.firstBlock().equals(space.firstBlock())
        && builtIn.stages().equals(space.stages())
        && builtIn.head().equals(space.head());
  }

  /** Blocks of each stage: once-for-all gives all stages the same number. */
  static int stageDepth(Shapes shapes) {
    int blocks = 0;
    while (shapes.has("blocks." + blocks + ".conv.point_linear.conv.weight")) {
      blocks++;
    }
    if (blocks < 1 + STAGES.size() || (blocks - 1) % STAGES.size() != 0) {
      throw new BadInputException(
          "the checkpoint has "
              + blocks
              + " blocks: once-for-all's MobileNetV3 has one and then "
              + STAGES.size()
              + " stages of equal depth");
    }
    return (blocks - 1) / STAGES.size();
  }

  private static StageSpec stage(int stage, int depth, Shapes shapes, ImportChoices choices) {
    int first = 1 + stage * depth;
    BlockShape opening = BlockShape.of(first, shapes);
    int expand = opening.expand(first);
    for (int i = first; i < first + depth; i++) {
      BlockShape block = BlockShape.of(i, shapes);
      if (block.output() != opening.output()
          || !block.kernels().equals(opening.kernels())
          || block.expand(i) != expand
          || block.squeezeExcite() != STAGES.get(stage).squeezeExcite()) {
        throw new BadInputException(
            "block "
                + i
                + " does not fit stage "
                + (stage + 1)
                + " of once-for-all's MobileNetV3 (output "
                + block.output()
                + ", kernels "
                + block.kernels()
                + ", expand "
                + block.expand(i)
                + (block.squeezeExcite() ? ", with" : ", without")
                + " squeeze-and-excitation): only that architecture is imported");
      }
    }
    List<Integer> depths =
        choices(choices.depths(), IntStream.rangeClosed(Math.min(2, depth), depth), depth, "depth");
    List<Integer> expands =
        choices(
            choices.expands(),
            IntStream.of(3, 4, 6).filter(e -> e <= expand),
            expand,
            "expand ratio");
    return Check.input(
        () ->
            new StageSpec(
                List.of(opening.output()),
                depths,
                opening.kernels(),
                expands,
                STAGES.get(stage).stride(),
                STAGES.get(stage).activation(),
                STAGES.get(stage).squeezeExcite()));
  }

  /** What was asked for, else once-for-all's usual choices; the largest is the tensors'. */
  private static List<Integer> choices(
      Optional<List<Integer>> given, IntStream usual, int largest, String what) {
    List<Integer> choices = new ArrayList<>(given.orElseGet(() -> usual.boxed().toList()));
    if (given.isEmpty() && !choices.contains(largest)) {
      choices.add(largest);
    }
    int last = choices.isEmpty() ? 0 : choices.get(choices.size() - 1);
    if (last != largest) {
      throw new BadInputException(
          what
              + " choices "
              + Check.shown(choices.toString())
              + " do not end with "
              + largest
              + ", the largest of the checkpoint");
    }
    return choices;
  }
}
