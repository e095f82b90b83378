package io.edgenas.onnx.guard.form;

/**
 * What a run of a graph costs, added up node by node and compared with {@link Limits}. A symbolic
 * batch counts as one image.
 */
public final class Work {
  private final boolean bounded;
  private long multiplications;
  private long elements;
  private long weightBytes;
  private long liveBytes;
  private long peakBytes;

  /**
   * @param bounded whether {@link Limits} hold, or work is only counted
   */
  public Work(boolean bounded) {
    this.bounded = bounded;
  }

  /** Counts a constant. */
  public void addWeight(String name, Value constant) throws Refusal {
    weightBytes += constant.bytes();
    if (bounded && weightBytes > Limits.WEIGHT_BYTES) {
      throw new Refusal(
          "with %s the weights take %d bytes, at most %d are allowed"
              .formatted(name, weightBytes, Limits.WEIGHT_BYTES));
    }
  }

  /** Counts a node that runs while all values that were not {@link #free freed} are there. */
  public void addNode(String name, Form.Result result) throws Refusal {
    Value value = result.value();
    if (!value.isData()) {
      addWeight(name, value);
      return;
    }
    multiplications += result.work();
    if (bounded && multiplications > Limits.WORK) {
      throw new Refusal(
          "with %s a run takes %d multiplications, at most %d are allowed"
              .formatted(name, multiplications, Limits.WORK));
    }
    elements += value.shape().size();
    if (bounded && elements > Limits.ELEMENTS) {
      throw new Refusal(
          "with %s the nodes give %d values, at most %d are allowed"
              .formatted(name, elements, Limits.ELEMENTS));
    }
    liveBytes += value.bytes();
    peakBytes = Math.max(peakBytes, liveBytes + result.scratchBytes());
    if (bounded && peakBytes > Limits.PEAK_BYTES) {
      throw new Refusal(
          "%s needs %d bytes at the same time, at most %d are allowed"
              .formatted(name, peakBytes, Limits.PEAK_BYTES));
    }
  }

  /** A value that no later node uses; constants stay. */
  public void free(Value value) {
    if (value.isData()) {
      liveBytes -= value.bytes();
    }
  }
}
