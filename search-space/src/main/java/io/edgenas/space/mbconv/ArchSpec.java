package io.edgenas.space.mbconv;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;
import io.edgenas.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One architecture of a search space: an immutable, canonical value. Choices of blocks that depth
 * switches off do not exist in it, so one network has one spec and one text.
 *
 * <p>Text form, the key in every file and command: {@code r176/k7e6-k5e4/w24:k3e3-k3e6-k5e3}:
 * resolution, then one group per stage listing its active blocks, with the width before the group
 * where the space makes it elastic.
 *
 * @param resolution side of the square input image in pixels
 * @param stages one entry per stage of the space, in order
 */
public record ArchSpec(int resolution, List<StageChoice> stages) implements Arch {
  private static final int MAX_TEXT = 4_000;
  private static final Pattern RESOLUTION = Pattern.compile("r([1-9][0-9]{0,4})");
  private static final Pattern WIDTH = Pattern.compile("w([1-9][0-9]{0,4}):(.*)");
  private static final Pattern BLOCK = Pattern.compile("k([1-9][0-9]?)e([1-9][0-9]?)");

  public ArchSpec {
    stages = List.copyOf(stages);
  }

  /**
   * The architecture as one of this family.
   *
   * @throws IllegalArgumentException if it is of another family, naming both
   */
  public static ArchSpec of(Arch arch) {
    if (arch instanceof ArchSpec own) {
      return own;
    }
    throw new IllegalArgumentException(
        "architecture "
            + arch
            + " is a "
            + arch.getClass().getSimpleName()
            + ", not an architecture of the family "
            + MbConvFamily.NAME);
  }

  /**
   * Reads the text form; whether a space allows the choices is for {@link SearchSpace#check}.
   *
   * @throws BadInputException if the text is malformed, naming the part
   */
  public static ArchSpec parse(String text) {
    if (text.length() > MAX_TEXT) {
      throw new BadInputException(
          "architecture of " + text.length() + " characters: at most " + MAX_TEXT);
    }
    String[] groups = text.strip().split("/", -1);
    Matcher resolution = RESOLUTION.matcher(groups[0]);
    if (!resolution.matches()) {
      throw malformed(text, "it must start with a resolution, but starts with", groups[0]);
    }
    List<StageChoice> stages = new ArrayList<>();
    for (int i = 1; i < groups.length; i++) {
      stages.add(parseStage(text, groups[i], i));
    }
    if (stages.isEmpty()) {
      throw malformed(text, "no stage follows the resolution", groups[0]);
    }
    return new ArchSpec(Integer.parseInt(resolution.group(1)), stages);
  }

  private static StageChoice parseStage(String text, String group, int number) {
    OptionalInt width = OptionalInt.empty();
    String blocksText = group;
    Matcher matcher = WIDTH.matcher(group);
    if (matcher.matches()) {
      width = OptionalInt.of(Integer.parseInt(matcher.group(1)));
      blocksText = matcher.group(2);
    }
    List<BlockChoice> blocks = new ArrayList<>();
    for (String blockText : blocksText.split("-", -1)) {
      Matcher block = BLOCK.matcher(blockText);
      if (!block.matches()) {
        throw malformed(text, "stage " + number + " has the malformed block", blockText);
      }
      blocks.add(
          new BlockChoice(Integer.parseInt(block.group(1)), Integer.parseInt(block.group(2))));
    }
    return new StageChoice(width, blocks);
  }

  private static BadInputException malformed(String text, String what, String part) {
    return new BadInputException(
        "malformed architecture '"
            + Check.shown(text)
            + "': "
            + what
            + " '"
            + Check.shown(part)
            + "'; write it like r176/k7e6-k5e4/k3e3-k3e6 (resolution, then the blocks of each"
            + " stage, after w24: where width is elastic)");
  }

  /** Hashes as {@link BlockChoice#hashCode} does, for the same reason. */
  @Override
  public int hashCode() {
    int hash = resolution;
    for (StageChoice stage : stages) {
      hash = (hash + stage.hashCode()) * 0x9E3779B9;
      hash ^= hash >>> 15;
    }
    return hash;
  }

  @Override
  public ArchSpec withResolution(int newResolution) {
    return new ArchSpec(newResolution, stages);
  }

  /** The text form; {@code parse(a.toString()).equals(a)}. */
  @Override
  public String toString() {
    return stages.stream()
        .map(StageChoice::toString)
        .collect(Collectors.joining("/", "r" + resolution + "/", ""));
  }
}
