package io.edgenas.space.mbconv;

import io.edgenas.space.Axis;
import io.edgenas.space.Axis.Dimension;
import io.edgenas.space.Axis.Quantity;
import io.edgenas.space.Chooser;
import io.edgenas.space.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The decisions of a space of inverted bottlenecks: the resolution, then of each stage its width,
 * its depth and its blocks.
 */
final class MbConvDecisions {
  private final Decision<Integer> resolution;
  private final List<Stage> stages = new ArrayList<>();
  private final List<Decision<?>> all;

  /** The decisions of one stage; a block for every place up to the largest depth. */
  private record Stage(
      StageSpec spec,
      Decision<Integer> width,
      Decision<Integer> depth,
      List<Decision<BlockChoice>> blocks) {}

  MbConvDecisions(List<StageSpec> specs, List<Integer> resolutions) {
    resolution = Decision.resolution(resolutions);
    List<Decision<?>> inOrder = new ArrayList<>(List.of(resolution));
    for (int i = 0; i < specs.size(); i++) {
      Stage stage = stage(i, specs.get(i));
      stages.add(stage);
      inOrder.add(stage.width);
      inOrder.add(stage.depth);
      inOrder.addAll(stage.blocks);
    }
    all = List.copyOf(inOrder);
  }

  private static Stage stage(int index, StageSpec spec) {
    String name = "stage" + (index + 1);
    List<Decision<BlockChoice>> blocks = new ArrayList<>();
    for (int j = 0; j < spec.maxDepth(); j++) {
      blocks.add(block(index, j, spec, name));
    }
    return new Stage(
        spec,
        width(index, spec, name),
        Decision.extent(
            name + ".depth",
            spec.depths(),
            arch -> Optional.of(ArchSpec.of(arch).stages().get(index).depth())),
        blocks);
  }

  private static Decision<Integer> width(int index, StageSpec spec, String stage) {
    String name = stage + ".width";
    if (!spec.elasticWidth()) {
      return Decision.fixed(name, spec.maxWidth(), arch -> Optional.of(spec.maxWidth()));
    }
    return Decision.of(
        name,
        spec.widths(),
        List.of(
            Axis.of(stage + ".w", spec.widths(), Quantity.range(name, spec.widths()))
                .along(Dimension.WIDTH)),
        arch -> Optional.of(ArchSpec.of(arch).stages().get(index).width().orElseThrow()));
  }

  private static Decision<BlockChoice> block(int stage, int block, StageSpec spec, String inStage) {
    String name = inStage + ".block" + (block + 1);
    Axis kernel =
        Axis.of(
            name + ".k",
            spec.kernels(),
            Quantity.range(inStage + ".kernel", spec.kernels()),
            Quantity.range("kernel", spec.kernels()),
            Quantity.range(name + ".kernel", spec.kernels()),
            Quantity.count(name, spec.kernels()),
            Quantity.count(inStage + ".depth", spec.kernels()),
            Quantity.count("depth", spec.kernels()));
    Axis expand =
        Axis.of(
                name + ".e",
                spec.expands(),
                Quantity.range(inStage + ".expand", spec.expands()),
                Quantity.range(name + ".expand", spec.expands()),
                Quantity.range("expand", spec.expands()))
            .along(Dimension.EXPANSION);
    List<BlockChoice> choices =
        spec.kernels().stream()
            .flatMap(k -> spec.expands().stream().map(e -> new BlockChoice(k, e)))
            .toList();
    return Decision.of(
        name,
        choices,
        List.of(kernel, expand),
        arch -> {
          List<BlockChoice> blocks = ArchSpec.of(arch).stages().get(stage).blocks();
          return block < blocks.size() ? Optional.of(blocks.get(block)) : Optional.empty();
        });
  }

  List<Decision<?>> all() {
    return all;
  }

  ArchSpec build(Chooser chooser) {
    int pixels = chooser.choose(resolution);
    List<StageChoice> chosen = new ArrayList<>();
    for (Stage stage : stages) {
      int width = chooser.choose(stage.width);
      int depth = chooser.choose(stage.depth);
      List<BlockChoice> blocks = new ArrayList<>();
      for (Decision<BlockChoice> block : stage.blocks.subList(0, depth)) {
        blocks.add(chooser.choose(block));
      }
      chosen.add(stage.spec.choose(width, blocks));
    }
    return new ArchSpec(pixels, chosen);
  }
}
