package io.edgenas.space;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.output.Json;
import io.edgenas.base.output.Sha256;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What may be chosen: a stem, stages of inverted bottlenecks with elastic depth, kernel, expand
 * ratio and width, a head and the resolutions (Cai et al., Once-for-All, section 3.2; elastic stage
 * width as in AttentiveNAS). Number of classes and image channels stay open: they belong to the
 * {@link Task}.
 *
 * @param name lower-case letters, digits, dots and dashes; not part of the identity
 * @param firstBlock the fixed block before the first stage; empty for none
 * @param resolutions sides of the square input image in pixels, ascending
 */
public record SearchSpace(
    String name,
    StemSpec stem,
    Optional<FirstBlockSpec> firstBlock,
    List<StageSpec> stages,
    HeadSpec head,
    List<Integer> resolutions) {

  public SearchSpace {
    if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      throw new BadInputException(
          "space name '"
              + Check.shown(name)
              + "' is not allowed: 1 to 64 lower-case letters, digits, dots and dashes");
    }
    stages = List.copyOf(stages);
    if (stages.isEmpty() || stages.size() > Limits.MAX_STAGES) {
      throw new BadInputException(
          "space has " + stages.size() + " stages: 1 to " + Limits.MAX_STAGES + " are allowed");
    }
    resolutions =
        Choices.ascending(
            "resolution",
            resolutions,
            Limits.MIN_RESOLUTION,
            Limits.MAX_RESOLUTION,
            Limits.MAX_RESOLUTIONS);
    SpaceCost.require(stem, firstBlock, stages, head, resolutions.get(resolutions.size() - 1));
  }

  /** SHA-256 of the canonical form: two spaces that allow the same networks have the same. */
  public String fingerprint() {
    return Sha256.of(Json.line(SpaceFile.canonicalForm(this)));
  }

  /** Number of architectures, counted exactly. */
  public BigInteger size() {
    BigInteger count = BigInteger.valueOf(resolutions.size());
    for (StageSpec stage : stages) {
      BigInteger perBlock =
          BigInteger.valueOf((long) stage.kernels().size() * stage.expands().size());
      BigInteger perStage = BigInteger.ZERO;
      for (int depth : stage.depths()) {
        perStage = perStage.add(perBlock.pow(depth));
      }
      count = count.multiply(perStage).multiply(BigInteger.valueOf(stage.widths().size()));
    }
    return count;
  }

  /** The architecture with the largest choice everywhere, at the largest resolution. */
  public ArchSpec largest() {
    return uniform(
        resolutions.get(resolutions.size() - 1),
        stage ->
            new int[] {stage.maxWidth(), stage.maxDepth(), stage.maxKernel(), stage.maxExpand()});
  }

  /** The architecture with the smallest choice everywhere, at the smallest resolution. */
  public ArchSpec smallest() {
    return uniform(
        resolutions.get(0),
        stage ->
            new int[] {
              stage.widths().get(0),
              stage.depths().get(0),
              stage.kernels().get(0),
              stage.expands().get(0)
            });
  }

  private ArchSpec uniform(int resolution, Function<StageSpec, int[]> widthDepthKernelExpand) {
    return new ArchSpec(
        resolution,
        stages.stream()
            .map(
                stage -> {
                  int[] choice = widthDepthKernelExpand.apply(stage);
                  return new StageChoice(
                      stage.elasticWidth() ? OptionalInt.of(choice[0]) : OptionalInt.empty(),
                      Collections.nCopies(choice[1], new BlockChoice(choice[2], choice[3])));
                })
            .toList());
  }

  /** The width that {@code choice} gives the stage with this index. */
  public int width(int stageIndex, StageChoice choice) {
    return choice.width().orElse(stages.get(stageIndex).maxWidth());
  }

  /**
   * Makes sure that this space allows an architecture.
   *
   * @return {@code arch}
   * @throws BadInputException naming the stage, the value and the allowed choices
   */
  public ArchSpec check(ArchSpec arch) {
    Check.oneOf("resolution", arch.resolution(), resolutions);
    if (arch.stages().size() != stages.size()) {
      throw new BadInputException(
          "architecture "
              + arch
              + " has "
              + arch.stages().size()
              + " stages: space "
              + name
              + " has "
              + stages.size());
    }
    for (int i = 0; i < stages.size(); i++) {
      checkStage(i, arch.stages().get(i));
    }
    return arch;
  }

  private void checkStage(int index, StageChoice choice) {
    StageSpec stage = stages.get(index);
    String where = " in stage " + (index + 1) + " of space " + name;
    if (choice.width().isPresent() != stage.elasticWidth()) {
      throw new BadInputException(
          stage.elasticWidth()
              ? "width is missing" + where + ": write w before the blocks, one of " + stage.widths()
              : "width " + choice.width().getAsInt() + " is not allowed" + where + ": it is fixed");
    }
    choice.width().ifPresent(width -> allow("width", width, stage.widths(), where));
    allow("depth", choice.depth(), stage.depths(), where);
    for (BlockChoice block : choice.blocks()) {
      allow("kernel size", block.kernel(), stage.kernels(), where);
      allow("expand ratio", block.expand(), stage.expands(), where);
    }
  }

  private static void allow(String what, int value, List<Integer> allowed, String where) {
    if (!allowed.contains(value)) {
      throw new BadInputException(
          what + " " + value + " is not allowed" + where + ": choose one of " + allowed);
    }
  }
}
