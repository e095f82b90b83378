package io.edgenas.onnx.guard;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.edgenas.base.input.Check;
import io.edgenas.onnx.guard.form.Form;
import io.edgenas.onnx.guard.form.Forms;
import io.edgenas.onnx.guard.form.Limits;
import io.edgenas.onnx.guard.form.Node;
import io.edgenas.onnx.guard.form.Refusal;
import io.edgenas.onnx.guard.form.TensorCheck;
import io.edgenas.onnx.guard.form.Value;
import io.edgenas.onnx.guard.form.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a graph from its input to its output: every name is given once, before it is used, and
 * used; every node has a form that is known; what all of it costs is bounded.
 */
final class GraphCheck {
  private final GraphProto graph;
  private final int opset;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Integer> lastUses = new HashMap<>();
  private final Set<String> nodeNames = new HashSet<>();
  private final Work work;

  private GraphCheck(GraphProto graph, int opset, Work work) {
    this.graph = graph;
    this.opset = opset;
    this.work = work;
  }

  /**
   * Checks a graph.
   *
   * @param work what a run of it costs is added here
   */
  static void check(GraphProto graph, int opset, Work work) throws Refusal {
    new GraphCheck(graph, opset, work).graph();
  }

  private void graph() throws Refusal {
    if (graph.getNodeCount() == 0 || graph.getNodeCount() > Limits.NODES) {
      throw new Refusal(graph.getNodeCount() + " nodes, 1 to " + Limits.NODES + " are allowed");
    }
    if (graph.getSparseInitializerCount() > 0 || graph.getQuantizationAnnotationCount() > 0) {
      throw new Refusal("sparse tensors or annotations of quantisation, only tensors are allowed");
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      Value constant = TensorCheck.check(tensor);
      define(tensor.getName(), constant);
      work.addWeight(named("tensor", tensor.getName()), constant);
    }
    input();
    findUses();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      node(i, graph.getNode(i));
    }
    for (ValueInfoProto info : graph.getValueInfoList()) {
      Declared.of("value", info).requireAgreement(valueOf(info.getName(), "a declaration"));
    }
    output();
  }

  /** The one input that is no constant; old files list constants among the inputs, too. */
  private void input() throws Refusal {
    List<String> inputs = new ArrayList<>();
    for (ValueInfoProto info : graph.getInputList()) {
      Declared declared = Declared.of("input", info);
      Value constant = values.get(info.getName());
      if (constant != null && constant.isConstant()) {
        declared.requireAgreement(constant);
      } else {
        define(info.getName(), declared.input());
        inputs.add(Check.shown(info.getName()));
      }
    }
    if (inputs.isEmpty()) {
      throw new Refusal("no input, a network has one");
    }
    if (inputs.size() > 1) {
      throw new Refusal(inputs.size() + " inputs " + inputs + ", a network has one");
    }
  }

  private void output() throws Refusal {
    ValueInfoProto info = graph.getOutput(0);
    Value value = valueOf(info.getName(), "the graph's outputs");
    Declared.of("output", info).requireAgreement(value);
    if (!value.isData()) {
      throw new Refusal(named("output", info.getName()) + " does not depend on the input");
    }
  }

  /** Which node uses a value last: until then it needs its memory. */
  private void findUses() throws Refusal {
    if (graph.getOutputCount() != 1) {
      throw new Refusal(
          (graph.getOutputCount() == 0 ? "no output" : graph.getOutputCount() + " outputs")
              + ", a network has one");
    }
    for (int i = 0; i < graph.getNodeCount(); i++) {
      for (String input : graph.getNode(i).getInputList()) {
        lastUses.put(input, i);
      }
    }
    lastUses.put(graph.getOutput(0).getName(), graph.getNodeCount());
  }

  private void node(int index, NodeProto proto) throws Refusal {
    String name = "%s '%s'".formatted(Check.shown(proto.getOpType()), Check.shown(proto.getName()));
    ModelCheck.requireDomain(proto.getDomain());
    if (!proto.getName().isEmpty() && !nodeNames.add(proto.getName())) {
      throw new Refusal("two nodes have the name '" + Check.shown(proto.getName()) + "'");
    }
    if (proto.getOutputCount() != 1 || proto.getOutput(0).isEmpty()) {
      throw new Refusal(name + " has not just one output with a name");
    }
    List<Optional<Value>> inputs = new ArrayList<>();
    for (String input : proto.getInputList()) {
      inputs.add(input.isEmpty() ? Optional.empty() : Optional.of(valueOf(input, name)));
    }
    Node node = new Node(name, proto, opset, inputs);
    Form.Result result = Forms.of(node).apply(node);
    node.attributes().requireAllAsked();
    String output = proto.getOutput(0);
    define(output, result.value());
    if (!lastUses.containsKey(output)) {
      throw new Refusal(name + " gives '" + Check.shown(output) + "', which nothing uses");
    }
    work.addNode(name, result);
    for (String input : Set.copyOf(proto.getInputList())) {
      if (!input.isEmpty() && lastUses.get(input) == index) {
        work.free(values.get(input));
      }
    }
  }

  private void define(String name, Value value) throws Refusal {
    if (name.isEmpty() || values.putIfAbsent(name, value) != null) {
      throw new Refusal("the name '" + Check.shown(name) + "' is empty or used twice");
    }
  }

  private Value valueOf(String name, String user) throws Refusal {
    Value value = values.get(name);
    if (value == null) {
      throw new Refusal(
          "'%s' is used by %s before anything gives it".formatted(Check.shown(name), user));
    }
    return value;
  }

  private static String named(String what, String name) {
    return what + " '" + Check.shown(name) + "'";
  }
}
