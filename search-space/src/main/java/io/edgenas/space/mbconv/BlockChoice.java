package io.edgenas.space.mbconv;

/**
 * The choices of one active block.
 *
 * @param kernel side of the depthwise kernel, odd
 * @param expand expand ratio: the block's middle channels are its input channels times this
 */
public record BlockChoice(int kernel, int expand) {
  /**
   * Spreads the few small values over all bits: with a record's own hash an expand ratio and the
   * next block's kernel weigh the same in the hash of a list, and maps of similar architectures
   * degenerate.
   */
  @Override
  public int hashCode() {
    int hash = (kernel * 31 + expand) * 0x9E3779B9;
    return hash ^ hash >>> 15;
  }

  /** Text form, for example {@code k5e4}. */
  @Override
  public String toString() {
    return "k" + kernel + "e" + expand;
  }
}
