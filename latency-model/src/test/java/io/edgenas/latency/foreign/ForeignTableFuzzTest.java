package io.edgenas.latency.foreign;

import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.fixtures.DocumentTrees;
import io.edgenas.fixtures.Fuzz;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged tables of others are read or refused with file and line; nothing else. */
class ForeignTableFuzzTest {
  private static final int INPUTS = 1_500;
  private static final ForeignOperations OPERATIONS =
      new ForeignOperations(MbConvSpace.builtIn("ofa-mbv3-w1.2"));

  static final String ONCE_FOR_ALL =
      """
      AvgPool2D-input:5x5x1152-output:1x1x1152:
        count: 491
        mean: 0.008482688391038698
        std: 0.0006733248071883371
      Conv-input:160x160x3-output:80x80x24:
        count: 498
        mean: 0.495562248995984
        std: 0.010239557348882489
      Logits-input:1x1x1536-output:1000:
        count: 499
        mean: 0.656440881763527
        std: 0.07729654276272765
      expanded_conv-input:10x10x136-output:10x10x136-expand:408-kernel:3-stride:1-idskip:1-se:1-hs:1:
        count: 100
        mean: 0.86918
        std: 0.013281099352086765
      """;

  static final String NSGANETV2 =
      """
      MBConv-input:100x100x24-output:100x100x24-expand:1-kernel:3-stride:1-idskip:1-se:0:
        mean: 0.45952554792165756
        var: 0.0002015640251613604
      MBConv-input:52x52x32-output:26x26x48-expand:6-kernel:5-stride:2-idskip:0-se:1:
        mean: 0.4878215789794922
        var: 3.5368975659366697e-07
      classifier-input:1536-output:1000:
        mean: 0.03330421447753906
        var: 5.016772774979472e-09
      final_expand_layer-input:3x3x192-output:3x3x1152:
        mean: 0.1631174087524414
        var: 5.299989425111562e-08
      first_conv-input:100x100x3-output:50x50x24:
        mean: 0.09911251068115234
        var: 5.250112735666335e-07
      """;

  /** A table, and the tree that it was read from: what a writer of such tables would have. */
  private record Read(Object tree, List<OperationMeasurement> rows, int leftOut) {}

  private static Read read(Document document) {
    ForeignFile file = ForeignFile.read(document, OPERATIONS);
    List<OperationMeasurement> rows = new ArrayList<>();
    file.measurements().forEach(rows::add);
    return new Read(DocumentTrees.of(document), rows, file.leftOut());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofa.yaml", "ofa.json", "nsga.yaml", "nsga.json"})
  void isReadOrRefused(String file) {
    String yaml = file.startsWith("ofa") ? ONCE_FOR_ALL : NSGANETV2;
    String text =
        file.endsWith(".json")
            ? Json.pretty(DocumentTrees.map(Document.parse(yaml, "table.yaml")))
            : yaml;
    Fuzz.assertReadOrRefused(
        file,
        text,
        INPUTS,
        bytes -> read(Document.parse(bytes, file)),
        read -> read(Document.parse(Json.line(read.tree()), "written.json")));
  }
}
