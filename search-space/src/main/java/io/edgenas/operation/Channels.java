package io.edgenas.operation;

/** The channel arithmetic of the MobileNet family. */
public final class Channels {
  private static final int DIVISOR = 8;

  private Channels() {}

  /**
   * Rounds to a multiple of 8, at least 8, and never loses more than 10 % ({@code make_divisible}
   * of the TensorFlow and once-for-all code).
   */
  public static int makeDivisible(double channels) {
    int rounded = Math.max(DIVISOR, (int) (channels + DIVISOR / 2.0) / DIVISOR * DIVISOR);
    return rounded < 0.9 * channels ? rounded + DIVISOR : rounded;
  }

  /**
   * Middle channels of an inverted bottleneck; the product is rounded half to even, as in Python.
   */
  public static int middle(int inputChannels, double expandRatio) {
    return makeDivisible(Math.rint(inputChannels * expandRatio));
  }

  /** Squeezed channels of squeeze-and-excitation on {@code channels}: a quarter, made divisible. */
  public static int squeeze(int channels) {
    int quarter = channels / 4;
    return makeDivisible(quarter);
  }
}
