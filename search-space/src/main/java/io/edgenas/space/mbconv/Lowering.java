package io.edgenas.space.mbconv;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Site;
import io.edgenas.network.Site.Choice;
import io.edgenas.operation.Channels;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.Operation;
import io.edgenas.operation.PoolOp;
import io.edgenas.space.Limits;
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
  static Network lower(MbConvSpace space, Task task, ArchSpec arch) {
    space.check(arch);
    Lowering lowering =
        new Lowering(new FeatureShape(task.channels(), arch.resolution(), arch.resolution()));
    lowering.addStem(space);
    for (int i = 0; i < space.stages().size(); i++) {
      lowering.addStage(i, space.stages().get(i), arch.stages().get(i), space);
    }
    lowering.addHead(space.head(), task.classes());
    return Network.chain(arch, lowering.layers);
  }

  private void add(String name, Site site, Operation operation) {
    layers.add(new Layer(name, site, operation));
    shape = operation.output();
  }

  private void addStem(MbConvSpace space) {
    StemSpec stem = space.stem();
    add(
        "stem",
        Site.STEM,
        new ConvOp(shape, stem.width(), stem.kernel(), stem.stride(), 1, true, stem.activation()));
    space
        .firstBlock()
        .ifPresent(
            block ->
                add(
                    "first",
                    Site.BODY,
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

  private void addStage(int index, StageSpec stage, StageChoice choice, MbConvSpace space) {
    int width = space.width(index, choice);
    for (int j = 0; j < choice.depth(); j++) {
      BlockChoice block = choice.blocks().get(j);
      add(
          "stage" + (index + 1) + ".block" + (j + 1),
          Site.ofBlock(
              index,
              j,
              List.of(
                  new Choice(Choice.KERNEL, block.kernel()),
                  new Choice(Choice.EXPAND, block.expand()),
                  new Choice(Choice.WIDTH, width))),
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

  private void addHead(HeadSpec head, int classes) {
    add(
        "head.expand",
        Site.HEAD,
        new ConvOp(shape, head.expandWidth(), 1, 1, 1, true, head.activation()));
    add("head.pool", Site.HEAD, new PoolOp(shape));
    head.mixWidth()
        .ifPresent(
            width ->
                add(
                    "head.mix",
                    Site.HEAD,
                    new ConvOp(shape, width, 1, 1, 1, false, head.activation())));
    requireFewWeights(shape.channels(), classes);
    add("head.classifier", Site.HEAD, new LinearOp(shape, classes));
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
