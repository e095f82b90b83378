package io.edgenas.benchmarks.ways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.benchmarks.ways.NodeProfile.Node;
import io.edgenas.benchmarks.ways.NodeProfile.Run;
import io.edgenas.fixtures.Fuzz;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeProfileTest {
  /** As ONNX Runtime 1.29 writes it, but for what its args hold. */
  private static final String TWO_RUNS =
      """
      [
      {"cat" : "Session","pid" :7,"tid" :8,"dur" :218,"ts" :10,"ph" : "X","name" :"model_loading_array","args" : {}},
      {"cat" : "Node","pid" :7,"tid" :8,"dur" :48,"ts" :300,"ph" : "X","name" :"stem_nchwc_kernel_time","args" : {"output_type_shape" : [{"float":[1,32,88,88]}],"op_name" : "Conv"}},
      {"cat" : "Node","pid" :7,"tid" :8,"dur" :0,"ts" :350,"ph" : "X","name" :"ReorderOutput_kernel_time","args" : {}},
      {"cat" : "Node","pid" :7,"tid" :8,"dur" :9,"ts" :351,"ph" : "X","name" :"stem_fence_before","args" : {}},
      {"cat" : "Session","pid" :7,"tid" :8,"dur" :60,"ts" :299,"ph" : "X","name" :"SequentialExecutor::Execute","args" : {}},
      {"cat" : "Session","pid" :7,"tid" :8,"dur" :64,"ts" :297,"ph" : "X","name" :"model_run","args" : {}},
      {"cat" : "Node","pid" :7,"tid" :8,"dur" :50,"ts" :400,"ph" : "X","name" :"stem_nchwc_kernel_time","args" : {}},
      {"cat" : "Session","pid" :7,"tid" :8,"dur" :70,"ts" :399,"ph" : "X","name" :"model_run","args" : {}}
      ]
      """;

  private static List<Run> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Run> read(byte[] bytes) {
    return NodeProfile.read(new ByteArrayInputStream(bytes), "nodes.json");
  }

  @Test
  void givesTheNodesOfEachRunInOrderWithTheHalfMicrosecondThatWasCutOff() {
    assertEquals(
        List.of(
            new Run(64.5, List.of(new Node("stem_nchwc", 48.5), new Node("ReorderOutput", 0.5))),
            new Run(70.5, List.of(new Node("stem_nchwc", 50.5)))),
        read(TWO_RUNS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[{\"cat\":\"Session\",\"name\":\"model_run\"}]",
        "[{\"cat\":\"Session\",\"name\":\"model_run\",\"dur\":-1}]",
        "[{\"cat\":\"Session\",\"name\":\"model_run\",\"dur\":1.5}]",
        "[{\"cat\":1}]",
        "[{\"name\":{}}]",
        "[{\"cat\":\"Node\"",
        "",
        "[{\"dur\":123456789012345678901234567890}]",
        "[[[[[[[[[[[[[[[[[[[[[[[["
      })
  void refusesWhatIsNoProfile(String text) {
    String message = assertThrows(BadInputException.class, () -> read(text)).getMessage();
    assertTrue(message.startsWith("nodes.json:1: "), message);
  }

  @Test
  void namesAMissingFile() {
    String message =
        assertThrows(BadInputException.class, () -> NodeProfile.read(Path.of("none.json")))
            .getMessage();
    assertTrue(message.contains("none.json"), message);
  }

  @Test
  void damagedFilesAreReadOrRefused() {
    Fuzz.assertReadOrRefused(
        "nodes.json", TWO_RUNS, 2_000, NodeProfileTest::read, NodeProfileTest::written);
  }

  private static List<Run> written(List<Run> runs) {
    StringBuilder text = new StringBuilder("[");
    for (Run run : runs) {
      run.nodes().forEach(node -> event(text, "Node", node.name() + "_kernel_time", node.us()));
      event(text, "Session", "model_run", run.us());
    }
    return read(text.append("]").toString());
  }

  private static void event(StringBuilder text, String category, String name, double us) {
    String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    text.append(text.length() > 1 ? "," : "")
        .append("{\"cat\":\"%s\",\"name\":\"%s\",".formatted(category, quoted))
        .append("\"dur\":%d}".formatted((long) us));
  }
}
