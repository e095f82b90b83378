package io.edgenas.latency.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.space.mbconv.MbConvSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignLatencyTableTest {
  private static final MbConvSpace SPACE = MbConvSpace.builtIn("ofa-mbv3-w1.2");
  private static final String STEM = "Conv-input:160x160x3-output:80x80x24";
  private static final String FIRST =
      "expanded_conv-input:80x80x24-output:80x80x24-expand:24-kernel:3-stride:1-idskip:1-se:0-hs:0";
  private static final String BLOCK =
      "expanded_conv-input:80x80x24-output:40x40x32-expand:96-kernel:5-stride:2-idskip:0-se:0-hs:0";
  private static final String EXCITED =
      "expanded_conv-input:10x10x136-output:10x10x136-expand:408-kernel:7-stride:1-idskip:1-se:1-hs:1";

  @TempDir Path folder;

  @Test
  void readsEachKindOfKeyAsTheOperationOfTheSpace() throws IOException {
    List<String> keys =
        List.of(
            STEM,
            FIRST,
            BLOCK,
            EXCITED,
            "Conv_1-input:5x5x192-output:5x5x1152",
            "AvgPool2D-input:5x5x1152-output:1x1x1152",
            "Conv_2-input:1x1x1152-output:1x1x1536",
            "Logits-input:1x1x1536-output:1000");
    assertEquals(
        List.of(
            "conv-in:3x160x160-out:24x80x80-k3-s2-g1-bn-hswish",
            "mbconv-in:24x80x80-out:24x80x80-mid:24-k3-s1-relu-nose-noexpand",
            "mbconv-in:24x80x80-out:32x40x40-mid:96-k5-s2-relu-nose-expand",
            "mbconv-in:136x10x10-out:136x10x10-mid:408-k7-s1-hswish-se-expand",
            "conv-in:192x5x5-out:1152x5x5-k1-s1-g1-bn-hswish",
            "pool-in:1152x5x5",
            "conv-in:1152x1x1-out:1536x1x1-k1-s1-g1-nobn-hswish",
            "linear-in:1536-out:1000"),
        read(yaml(keys)).operations().stream().map(row -> row.operation().key()).toList());
  }

  @Test
  void readsJsonToo() throws IOException {
    Path file = folder.resolve("table.json");
    Files.writeString(file, "{\"" + STEM + "\": {\"mean\": 0.5}}");
    OperationMeasurement row = ForeignLatencyTable.read(SPACE, List.of(file)).operations().get(0);
    assertEquals(500, row.latency().medianUs());
    assertEquals(160, row.resolution().getAsInt());
    assertTrue(row.latency().ciLowUs().isEmpty());
  }

  @Test
  void namesFileLineAndKeyOfWhatIsNoKey() throws IOException {
    String message = refusal(yaml(List.of(STEM, "MobConv-input:1x1x1-output:1x1x1")));
    assertTrue(message.contains("table.yaml:3: MobConv-input:1x1x1"), message);
    assertTrue(message.contains("unknown key 'MobConv-input"), message);
  }

  @Test
  void refusesKeysThatContradictThemselves() throws IOException {
    assertTrue(
        refusal(yaml(List.of(STEM, BLOCK.replace("40x40x32", "41x40x32"))))
            .contains("gives another output than its input does"));
    assertTrue(
        refusal(yaml(List.of(STEM, BLOCK.replace("idskip:0", "idskip:1"))))
            .contains("idskip:1 is not allowed: a block has a shortcut exactly"));
    assertTrue(refusal(yaml(List.of(STEM, BLOCK.replace("kernel:5", "kernel:4")))).contains("4"));
  }

  @Test
  void refusesAShapeThatNoFeatureMapHasWithItsPlace() throws IOException {
    String message = refusal(yaml(List.of(STEM, BLOCK.replace("40x40x32", "40x5000x32"))));
    assertTrue(message.matches(".*:[0-9]+: .*width 5000 is not allowed: 1 to 4096"), message);
  }

  @Test
  void refusesTheTableOfAnotherSpace() throws IOException {
    String message = refusal(yaml(List.of(STEM.replace("x24", "x16"))));
    assertTrue(message.contains("no row of the first convolution of space ofa-mbv3-w1.2"), message);
    assertTrue(message.contains("table of another space"), message);
  }

  @Test
  void leavesOutRowsOfOtherWidthsAndCountsThem() throws IOException {
    ForeignLatencyTable table =
        read(
            yaml(List.of(STEM, STEM.replace("x24", "x16"), "Conv_1-input:5x5x160-output:5x5x960")));
    assertEquals(1, table.operations().size());
    assertEquals(2, table.leftOut());
  }

  @Test
  void refusesLatenciesThatAreNone() throws IOException {
    for (String mean : List.of("0", "-1", ".nan", ".inf", "1e30", "fast")) {
      String message = refusal(STEM + ":\n  mean: " + mean + "\n");
      assertTrue(message.contains("table.yaml:2: "), message);
    }
    assertTrue(refusal(STEM + ":\n  mean: 1\n  avg: 2\n").contains("unknown key 'avg'"));
    assertTrue(refusal(STEM + ":\n  std: 1\n").contains("key 'mean' is missing"));
    assertTrue(refusal(STEM + ":\n  mean: 1\n  count: 0\n").contains("count: value 0"));
  }

  @Test
  void refusesATableWhoseResolutionNobodyKnows() throws IOException {
    assertTrue(refusal(yaml(List.of(BLOCK))).contains("no row of the first convolution"));
    String second = STEM.replace("160", "176").replace("80", "88");
    assertTrue(refusal(yaml(List.of(STEM, second))).contains("has 2 rows of the first"));
  }

  @Test
  void refusesTwoFilesOfOneResolution() throws IOException {
    Path a = Files.writeString(folder.resolve("a.yaml"), yaml(List.of(STEM)));
    Path b = Files.writeString(folder.resolve("b.yaml"), yaml(List.of(STEM)));
    BadInputException e =
        assertThrows(BadInputException.class, () -> ForeignLatencyTable.read(SPACE, List.of(a, b)));
    assertTrue(e.getMessage().contains("are both of resolution 160"), e.getMessage());
  }

  private static String yaml(List<String> keys) {
    StringBuilder text = new StringBuilder();
    keys.forEach(key -> text.append(key).append(":\n  {count: 5, mean: 0.25, std: 0.01}\n"));
    return text.toString();
  }

  private ForeignLatencyTable read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("table.yaml"), text);
    return ForeignLatencyTable.read(SPACE, List.of(file));
  }

  private String refusal(String text) {
    return assertThrows(BadInputException.class, () -> read(text)).getMessage();
  }
}
