package io.edgenas.onnx.guard.form;

import io.edgenas.base.input.Check;
import java.util.Map;
import java.util.TreeMap;

/** The operators that are read, each with its only form. */
public final class Forms {
  private static final Map<String, Form> ALL = all();

  private Forms() {}

  private static Map<String, Form> all() {
    Map<String, Form> forms = new TreeMap<>();
    ElementwiseForms.addTo(forms);
    LayoutForms.addTo(forms);
    QuantizationForms.addTo(forms);
    WeightedForms.addTo(forms);
    WindowForms.addTo(forms);
    return forms;
  }

  /** The form of a node's operator. */
  public static Form of(Node node) throws Refusal {
    Form form = ALL.get(node.operator());
    if (form == null) {
      throw new Refusal(
          "%s: the operator is not read here, only %s"
              .formatted(Check.shown(node.name()), ALL.keySet()));
    }
    return form;
  }
}
