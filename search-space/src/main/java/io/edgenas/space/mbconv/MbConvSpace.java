package io.edgenas.space.mbconv;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.space.Choices;
import io.edgenas.space.Chooser;
import io.edgenas.space.Choosers;
import io.edgenas.space.Decision;
import io.edgenas.space.Limits;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A space of inverted bottlenecks: a stem, stages with elastic depth, kernel, expand ratio and
 * width, a head and the resolutions (Cai et al., Once-for-All, section 3.2; elastic stage width as
 * in AttentiveNAS).
 */
public final class MbConvSpace implements SearchSpace {
  private final String name;
  private final StemSpec stem;
  private final Optional<FirstBlockSpec> firstBlock;
  private final List<StageSpec> stages;
  private final HeadSpec head;
  private final List<Integer> resolutions;
  private final MbConvDecisions decisions;

  /**
   * Makes a space.
   *
   * @param name lower-case letters, digits, dots and dashes; not part of the identity
   * @param firstBlock the fixed block before the first stage; empty for none
   * @param resolutions sides of the square input image in pixels, ascending
   * @throws InvalidValueException if a number is not allowed, or the largest network would be too
   *     large
   */
  public MbConvSpace(
      String name,
      StemSpec stem,
      Optional<FirstBlockSpec> firstBlock,
      List<StageSpec> stages,
      HeadSpec head,
      List<Integer> resolutions) {
    this.name = SpaceIdentity.requireName(name);
    this.stem = stem;
    this.firstBlock = firstBlock;
    this.stages = List.copyOf(stages);
    this.head = head;
    if (stages.isEmpty() || stages.size() > Limits.MAX_STAGES) {
      throw new InvalidValueException(
          "space has " + stages.size() + " stages: 1 to " + Limits.MAX_STAGES + " are allowed");
    }
    this.resolutions = Choices.resolutions(resolutions);
    SpaceCost.require(
        stem, firstBlock, stages, head, this.resolutions.get(this.resolutions.size() - 1));
    this.decisions = new MbConvDecisions(this.stages, this.resolutions);
  }

  /**
   * The space as one of this family.
   *
   * @param purpose what needs this family, for the message
   * @throws BadInputException if it is of another family, naming both
   */
  public static MbConvSpace of(SearchSpace space, String purpose) {
    if (space instanceof MbConvSpace own) {
      return own;
    }
    throw new BadInputException(
        "space "
            + space.name()
            + " is of the family "
            + space.family()
            + ": "
            + purpose
            + " needs one of the family "
            + MbConvFamily.NAME
            + ", such as "
            + new MbConvFamily().builtIn());
  }

  /** The built-in space of that name, where the name is one of {@link MbConvFamily#builtIn}. */
  public static MbConvSpace builtIn(String name) {
    return of(Spaces.builtIn(name), "what names it");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String family() {
    return MbConvFamily.NAME;
  }

  public StemSpec stem() {
    return stem;
  }

  /** The fixed block before the first stage; empty for none. */
  public Optional<FirstBlockSpec> firstBlock() {
    return firstBlock;
  }

  public List<StageSpec> stages() {
    return stages;
  }

  public HeadSpec head() {
    return head;
  }

  @Override
  public List<Integer> resolutions() {
    return resolutions;
  }

  @Override
  public MbConvSpace withResolutions(List<Integer> ascending) {
    return new MbConvSpace(name, stem, firstBlock, stages, head, ascending);
  }

  @Override
  public List<Decision<?>> decisions() {
    return decisions.all();
  }

  @Override
  public ArchSpec build(Chooser chooser) {
    return decisions.build(chooser);
  }

  @Override
  public ArchSpec smallest() {
    return build(Choosers.smallest());
  }

  @Override
  public ArchSpec largest() {
    return build(Choosers.largest());
  }

  @Override
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

  /** The width that {@code choice} gives the stage with this index. */
  public int width(int stageIndex, StageChoice choice) {
    return choice.width().orElse(stages.get(stageIndex).maxWidth());
  }

  @Override
  public ArchSpec check(Arch given) {
    ArchSpec arch = ArchSpec.of(given);
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

  @Override
  public ArchSpec parse(String text) {
    return check(ArchSpec.parse(text));
  }

  @Override
  public Network lower(Task task, Arch arch) {
    return Lowering.lower(this, task, ArchSpec.of(arch));
  }

  @Override
  public List<Arch> covering(int resolution) {
    return MbConvCovering.at(this, resolution);
  }

  @Override
  public long mostOperations() {
    long count = 0;
    int inputWidths = 1;
    for (StageSpec stage : stages) {
      long choices = (long) stage.kernels().size() * stage.expands().size();
      count += choices * stage.widths().size() * (inputWidths + 1);
      inputWidths = stage.widths().size();
    }
    return count;
  }

  @Override
  public ToLongFunction<Arch> stageMacs() {
    return new StageMacs(this);
  }

  @Override
  public List<String> details() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      lines.add(String.format(Locale.ROOT, "stage %-2d     %s", i + 1, stages.get(i).describe()));
    }
    return lines;
  }

  @Override
  public Map<String, Object> canonicalForm() {
    return MbConvFile.canonicalForm(this);
  }

  /** Spaces are equal if their files are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MbConvSpace that && toJson().equals(that.toJson());
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  @Override
  public String toString() {
    return "space " + name;
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
