package io.edgenas.space.mbconv;

import io.edgenas.base.input.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A space small enough to list, and its list made without the code under test. */
public final class SmallSpace {
  public static final String YAML =
      """
      schema: 1
      name: small
      stem: {width: 8, kernel: 3, stride: 2, activation: relu}
      stages:
        - {widths: [8, 16], depths: [1, 2], kernels: [3, 5], expands: [2], stride: 1, activation: relu, squeeze_excite: false}
        - {widths: [16], depths: [1, 3], kernels: [3], expands: [2, 4], stride: 2, activation: hswish, squeeze_excite: true}
      head: {expand_width: 32, activation: relu}
      resolutions: [12, 16]
      """;

  public static final MbConvSpace SPACE =
      new MbConvFamily().read(Document.parse(YAML, "small.yaml"));

  private SmallSpace() {}

  public static List<ArchSpec> all() {
    List<ArchSpec> all = new ArrayList<>();
    for (int resolution : SPACE.resolutions()) {
      for (StageChoice first : stage(SPACE.stages().get(0))) {
        for (StageChoice second : stage(SPACE.stages().get(1))) {
          all.add(new ArchSpec(resolution, List.of(first, second)));
        }
      }
    }
    return all;
  }

  private static List<StageChoice> stage(StageSpec stage) {
    List<StageChoice> choices = new ArrayList<>();
    for (int depth : stage.depths()) {
      for (List<BlockChoice> blocks : blocks(stage, depth)) {
        for (int width : stage.widths()) {
          OptionalInt chosen =
              stage.widths().size() > 1 ? OptionalInt.of(width) : OptionalInt.empty();
          choices.add(new StageChoice(chosen, blocks));
        }
      }
    }
    return choices;
  }

  private static List<List<BlockChoice>> blocks(StageSpec stage, int depth) {
    if (depth == 0) {
      return List.of(List.of());
    }
    List<List<BlockChoice>> longer = new ArrayList<>();
    for (List<BlockChoice> shorter : blocks(stage, depth - 1)) {
      for (int kernel : stage.kernels()) {
        for (int expand : stage.expands()) {
          List<BlockChoice> blocks = new ArrayList<>(shorter);
          blocks.add(new BlockChoice(kernel, expand));
          longer.add(blocks);
        }
      }
    }
    return longer;
  }
}
