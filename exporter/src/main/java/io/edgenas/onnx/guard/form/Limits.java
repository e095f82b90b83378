package io.edgenas.onnx.guard.form;

/**
 * How large a network of others may be. Each fits the mobile networks that are in use, several
 * times over: once-for-all's largest has 0.7 billion multiplications, EfficientNet-B4 4.5,
 * ResNet-152 11.6 billion and 240 MB of weights.
 */
public final class Limits {
  /** Largest file, in bytes. */
  public static final int FILE_BYTES = 512 << 20;

  /** The oldest and newest operator sets whose forms are known here. */
  public static final int OLDEST_OPSET = 7;

  /** See {@link #OLDEST_OPSET}. */
  public static final int NEWEST_OPSET = 22;

  /** Nodes; the largest once-for-all network has 300, 1,500 in 8-bit integers. */
  public static final int NODES = 5_000;

  /**
   * Multiplications of one run, as {@link Work} counts them. Chains of convolutions, pools and
   * element-wise operators at these limits ran 0.1 to 3 seconds on one core of an x86 server.
   */
  public static final long WORK = 16_000_000_000L;

  /** Bytes of all weights, as they are computed with: 8-bit ones may be unpacked to float32. */
  public static final long WEIGHT_BYTES = 1L << 30;

  /** Bytes of the values that are needed at the same time, and the working memory of a node. */
  public static final long PEAK_BYTES = 512L << 20;

  /** Elements of all values of one run together, which bounds what is read and written. */
  public static final long ELEMENTS = 1L << 29;

  /** Elements of one tensor. */
  public static final long TENSOR_ELEMENTS = 1L << 27;

  /** Dimensions of one tensor. */
  public static final int RANK = 6;

  /** Inputs of one node. */
  public static final int NODE_INPUTS = 64;

  /** Steps of a window: kernel, stride, dilation, padding. */
  public static final int WINDOW = 512;

  private Limits() {}
}
