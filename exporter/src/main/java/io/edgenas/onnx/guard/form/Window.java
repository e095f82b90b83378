package io.edgenas.onnx.guard.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A window of two dimensions, and how it slides.
 *
 * @param node what it belongs to, for messages
 * @param same whether the result has the input's size, divided by the stride
 * @param roundUp whether a last step that lies partly outside counts
 */
record Window(
    Node node,
    List<Long> kernel,
    List<Long> strides,
    List<Long> dilations,
    List<Long> pads,
    boolean same,
    boolean roundUp) {
  private static final int DIMENSIONS = 2;

  static Window of(
      Node node, Shape input, List<Long> kernel, boolean mayBeDilated, boolean mayRoundUp)
      throws Refusal {
    if (kernel.size() != DIMENSIONS) {
      throw node.refusal("has the kernel " + kernel + " for the shape " + input);
    }
    String automatic =
        node.attributes()
            .text("auto_pad", "NOTSET", Set.of("NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"));
    List<Long> pads = steps(node, "pads", 2 * DIMENSIONS, 0);
    if (!automatic.equals("NOTSET") && node.attributes().has("pads")) {
      throw node.refusal("has both auto_pad and pads");
    }
    List<Long> dilations =
        mayBeDilated
            ? steps(node, "dilations", DIMENSIONS, 1)
            : Collections.nCopies(DIMENSIONS, 1L);
    if (automatic.startsWith("SAME") && !dilations.equals(List.of(1L, 1L))) {
      throw node.refusal("has both auto_pad " + automatic + " and dilations");
    }
    boolean roundUp = mayRoundUp && node.attributes().integer("ceil_mode", 0, 0, 1) == 1;
    Window window =
        new Window(
            node,
            kernel,
            steps(node, "strides", DIMENSIONS, 1),
            dilations,
            pads,
            automatic.startsWith("SAME"),
            roundUp);
    for (int i = 0; i < DIMENSIONS; i++) {
      window.requireStep("kernel_shape", kernel.get(i));
      if (Math.max(pads.get(i), pads.get(i + DIMENSIONS)) >= window.reach(i)) {
        throw node.refusal("has pads " + pads + " for a window of " + window.reach(i));
      }
    }
    return window;
  }

  private static List<Long> steps(Node node, String attribute, int count, long min) throws Refusal {
    List<Long> found = node.attributes().integers(attribute, min, Limits.WINDOW);
    if (!node.attributes().has(attribute)) {
      return Collections.nCopies(count, min);
    }
    if (found.size() != count) {
      throw node.refusal("has the " + attribute + " " + found + ", not " + count);
    }
    return found;
  }

  private void requireStep(String attribute, long value) throws Refusal {
    if (value < 1 || value > Limits.WINDOW) {
      throw node.refusal(
          "has %s %d, only 1 to %d is allowed".formatted(attribute, value, Limits.WINDOW));
    }
  }

  private long reach(int dimension) {
    return dilations.get(dimension) * (kernel.get(dimension) - 1) + 1;
  }

  /** Elements of the window. */
  long area() {
    return kernel.get(0) * kernel.get(1);
  }

  /** The shape that it gives. */
  List<Long> slide(Shape input, long channels) throws Refusal {
    List<Long> sizes = new ArrayList<>(List.of(input.size(0), channels));
    for (int i = 0; i < DIMENSIONS; i++) {
      long size = input.size(i + 2);
      long padded = size + pads.get(i) + pads.get(i + DIMENSIONS);
      long room = same ? size - 1 : padded - reach(i);
      if (room < 0) {
        throw node.refusal("has a window larger than its input " + input);
      }
      long ceiling = roundUp ? strides.get(i) - 1 : 0;
      long steps = (room + ceiling) / strides.get(i);
      // A step that begins in the padding behind the input is left out.
      boolean outside = roundUp && !same && steps * strides.get(i) >= size + pads.get(i);
      sizes.add(steps + (outside ? 0 : 1));
    }
    return sizes;
  }
}
