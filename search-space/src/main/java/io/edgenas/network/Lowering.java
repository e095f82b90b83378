package io.edgenas.network;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.BlockChoice;
import io.edgenas.space.HeadSpec;
import io.edgenas.space.Limits;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.StageChoice;
import io.edgenas.space.StageSpec;
import io.edgenas.space.StemSpec;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns an architecture into layers with all shapes resolved, exactly as once-for-all builds its
 * MobileNetV3 (Cai et al., Once-for-All, section 4.1; {@code ofa_mbv3.py}).
 */
public final class Lowering {
  private final List<Layer> layers = new ArrayList<>();
  private FeatureShape shape;

  private Lowering(FeatureShape image) {
    this.shape = image;
  }

  /**
   * Lowers {@code arch} for {@code task}.
   *
   * @throws BadInputException if the space does not allow the architecture
   */
  public static Network lower(SearchSpace space, Task task, ArchSpec arch) {
    space.check(arch);
    Lowering lowering =
        new Lowering(new FeatureShape(task.channels(), arch.resolution(), arch.resolution()));
    lowering.addStem(space);
    for (int i = 0; i < space.stages().size(); i++) {
      lowering.addStage(i, space.stages().get(i), arch.stages().get(i), space);
    }
    lowering.addHead(space.head(), task.classes());
    return new Network(arch, task, lowering.layers);
  }

  private void add(String name, Operation operation) {
    layers.add(new Layer(name, operation));
    shape = operation.output();
  }

  private void addStem(SearchSpace space) {
    StemSpec stem = space.stem();
    add(
        "stem",
        new ConvOp(shape, stem.width(), stem.kernel(), stem.stride(), 1, true, stem.activation()));
    space
        .firstBlock()
        .ifPresent(
            block ->
                add(
                    "first",
                    new MbConvOp(
                        shape,
                        shape.channels(),
                        block.width(),
                        block.kernel(),
                        1,
                        block.activation(),
                        false,
                        false)));
  }

  private void addStage(int index, StageSpec stage, StageChoice choice, SearchSpace space) {
    int width = space.width(index, choice);
    for (int j = 0; j < choice.depth(); j++) {
      BlockChoice block = choice.blocks().get(j);
      add(
          blockName(index, j),
          new MbConvOp(
              shape,
              Channels.middle(shape.channels(), block.expand()),
              width,
              block.kernel(),
              j == 0 ? stage.stride() : 1,
              stage.activation(),
              stage.squeezeExcite(),
              true));
    }
  }

  /** The layer name of a block; both indices count from 0, the name counts from 1. */
  public static String blockName(int stageIndex, int blockIndex) {
    return "stage" + (stageIndex + 1) + ".block" + (blockIndex + 1);
  }

  private void addHead(HeadSpec head, int classes) {
    add("head.expand", new ConvOp(shape, head.expandWidth(), 1, 1, 1, true, head.activation()));
    add("head.pool", new PoolOp(shape));
    head.mixWidth()
        .ifPresent(
            width -> add("head.mix", new ConvOp(shape, width, 1, 1, 1, false, head.activation())));
    requireFewWeights(shape.channels(), classes);
    add("head.classifier", new LinearOp(shape, classes));
  }

  /** The space bounds all else; it does not know the number of classes. */
  private static void requireFewWeights(int features, int classes) {
    if ((long) features * classes > Limits.MAX_PARAMETERS) {
      throw new BadInputException(
          classes
              + " classes of "
              + features
              + " features are "
              + (long) features * classes
              + " parameters in the classifier: at most "
              + Limits.MAX_PARAMETERS
              + " are allowed; choose fewer classes or a space with a smaller head");
    }
  }
}
