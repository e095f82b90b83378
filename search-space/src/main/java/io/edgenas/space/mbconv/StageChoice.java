package io.edgenas.space.mbconv;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The choices of one stage: its active blocks and, where the space makes it elastic, its width.
 *
 * @param width output channels of the stage; empty where the space has a single width
 * @param blocks the active blocks; their number is the stage's depth
 */
public record StageChoice(OptionalInt width, List<BlockChoice> blocks) {
  public StageChoice {
    blocks = List.copyOf(blocks);
  }

  /** Number of active blocks. */
  public int depth() {
    return blocks.size();
  }

  /** Text form, for example {@code w24:k3e3-k5e4}. */
  @Override
  public String toString() {
    String prefix = width.isPresent() ? "w" + width.getAsInt() + ":" : "";
    return blocks.stream().map(BlockChoice::toString).collect(Collectors.joining("-", prefix, ""));
  }
}
