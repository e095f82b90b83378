package io.edgenas.export;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.edgenas.export.OnnxGuard.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a window sliding over {@code [batch, channels, spatial...]} gives: convolution and pooling.
 */
final class WindowShape {
  private static final long MAX_STEP = 4_096;

  private final String name;
  private final NodeProto node;

  WindowShape(String name, NodeProto node) {
    this.name = name;
    this.node = node;
  }

  Shape pool(Shape input) throws Refusal {
    List<Long> kernel = Attributes.integers(node, "kernel_shape");
    return slide(input, input.size(1), kernel);
  }

  /**
   * @param weight {@code [out, in / groups, kernel...]}
   */
  Shape convolution(Shape input, Shape weight) throws Refusal {
    List<Long> kernel = weight.sizes().subList(2, weight.rank());
    List<Long> declared = Attributes.integers(node, "kernel_shape");
    if (!declared.isEmpty() && !declared.equals(kernel)) {
      throw new Refusal(name + " has the kernel " + declared + ", but its weight " + kernel);
    }
    long groups = range("group", Attributes.integer(node, "group", 1), 1, Shape.MAX_ELEMENTS);
    if (input.size(1) != weight.size(1) * groups || weight.size(0) % groups != 0) {
      throw new Refusal(
          "%s of %d groups cannot have inputs of the shapes [%s, %s]"
              .formatted(name, groups, input, weight));
    }
    Shape output = slide(input, weight.size(0), kernel);
    // Unfolded windows, which a convolution may lay out for each image.
    long pixels = 1;
    long window = weight.size(1);
    for (int i = 0; i < kernel.size(); i++) {
      pixels *= output.size(i + 2);
      window *= kernel.get(i);
    }
    Shape.of(name + " (its unfolded input)", List.of(pixels, window));
    return output;
  }

  private Shape slide(Shape input, long channels, List<Long> kernel) throws Refusal {
    int spatial = input.rank() - 2;
    if (kernel.size() != spatial) {
      throw new Refusal(name + " has the kernel " + kernel + " for the shape " + input);
    }
    List<Long> strides = steps("strides", spatial, 1, 1);
    List<Long> dilations = steps("dilations", spatial, 1, 1);
    List<Long> pads = steps("pads", 2 * spatial, 0, 0);
    String automatic = Attributes.text(node, "auto_pad", "NOTSET");
    boolean same = automatic.startsWith("SAME");
    List<Long> sizes = new ArrayList<>(List.of(input.size(0), channels));
    for (int i = 0; i < spatial; i++) {
      long reach = dilations.get(i) * (range("kernel_shape", kernel.get(i), 1, MAX_STEP) - 1) + 1;
      long padded = input.size(i + 2) + pads.get(i) + pads.get(i + spatial);
      long room = (same ? input.size(i + 2) : padded) - (same ? 1 : reach);
      if (room < 0) {
        throw new Refusal(name + " has a window larger than its input " + input);
      }
      long ceiling = Attributes.integer(node, "ceil_mode", 0) != 0 ? strides.get(i) - 1 : 0;
      sizes.add((room + ceiling) / strides.get(i) + 1);
    }
    return Shape.of(name, sizes);
  }

  private List<Long> steps(String attribute, int count, long byDefault, long min) throws Refusal {
    List<Long> found = Attributes.integers(node, attribute);
    if (found.isEmpty()) {
      return Collections.nCopies(count, byDefault);
    }
    if (found.size() != count) {
      throw new Refusal(name + " has the " + attribute + " " + found + ", not " + count);
    }
    for (long value : found) {
      range(attribute, value, min, MAX_STEP);
    }
    return found;
  }

  private long range(String attribute, long value, long min, long max) throws Refusal {
    if (!(value >= min && value <= max)) {
      throw new Refusal(
          "%s has %s %d, only %d to %d are allowed".formatted(name, attribute, value, min, max));
    }
    return value;
  }
}
