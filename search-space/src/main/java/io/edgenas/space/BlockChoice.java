package io.edgenas.space;

/**
 * The choices of one active block.
 *
 * @param kernel side of the depthwise kernel, odd
 * @param expand expand ratio: the block's middle channels are its input channels times this
 */
public record BlockChoice(int kernel, int expand) {
  /** Text form, for example {@code k5e4}. */
  @Override
  public String toString() {
    return "k" + kernel + "e" + expand;
  }
}
