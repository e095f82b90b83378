package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.fixtures.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code import latency-table} and {@code latency lint} as a user runs them. */
class ForeignTableCommandsTest {
  private static final String STEM = "Conv-input:160x160x3-output:80x80x24:\n  mean: 0.5\n";

  @TempDir private Path folder;

  private static String i7() {
    return Reference.folder("nsganetv2").resolve("i7-8700K_lut.yaml").toString();
  }

  @Test
  void importsPredictsAndLintsTheI7Table() {
    String out = folder.toString();
    String arch = "r224/k3e3-k3e3/k3e3-k3e3/k3e3-k3e3/k3e3-k3e3/k3e3-k3e3";
    String space = "--space=ofa-mbv3-w1.0";
    CommandRun partly =
        CommandRun.succeeding("import", "latency-table", i7(), space, "--device=a", "--out=" + out);
    assertTrue(partly.err().contains("rows left out"), partly.err());
    assertTrue(partly.err().contains("--pool-ms"), partly.err());
    CommandRun whole =
        CommandRun.succeeding(
            "import",
            "latency-table",
            i7(),
            space,
            "--device=b",
            "--out=" + out,
            "--pool-ms=0.01",
            "--json");
    Document result = whole.objects().get(0);
    assertEquals("nsganetv2", result.required("dialect").text());
    assertEquals(0, result.required("missing").integer(0, 9));
    assertEquals(25, result.required("resolutions").list(99).size());
    CommandRun predicted =
        CommandRun.succeeding("latency", "predict", "--profile=" + out + "/b", arch, "--json");
    double ms = predicted.objects().get(0).required("latency_ms").number(0, 1e3);
    assertTrue(ms > 5 && ms < 50, ms + " ms");
    CommandRun lint = CommandRun.of("latency", "lint", out + "/b", "--against", i7());
    assertEquals(1, lint.exitCode(), "imported from it, so copied: " + lint.out() + lint.err());
    assertTrue(lint.out().contains("error [copied]"), lint.out());
    CommandRun clean = CommandRun.succeeding("latency", "lint", i7(), "--json");
    for (Document finding : clean.objects()) {
      assertEquals("warning", finding.required("severity").text());
      assertTrue(finding.required("expected").text().length() > 3);
    }
  }

  @Test
  void lintsEveryBadRowOfAProfileAtOnce() throws IOException {
    CommandRun.succeeding(
        "import", "latency-table", i7(), "--space=ofa-mbv3-w1.2", "--device=c", "--out=" + folder);
    Path csv = folder.resolve("c/foreign-fp32-t1-b1/operations.csv");
    List<String> lines = Files.readAllLines(csv);
    lines.set(1, lines.get(1).replaceFirst(",,[^,]*", ",,-3"));
    lines.set(2, lines.get(2).replaceFirst(",,[^,]*", ",,0"));
    lines.set(3, lines.get(3).replaceFirst(",,[^,]*", ",,NaN"));
    lines.set(4, lines.get(5));
    lines.set(6, lines.get(6) + ",");
    lines.set(7, lines.get(7).replaceFirst("[^,]*$", "abc"));
    Files.write(csv, lines);
    CommandRun lint = CommandRun.of("latency", "lint", folder.resolve("c").toString());
    assertEquals(1, lint.exitCode());
    for (String part :
        List.of(
            "operations.csv:2: error [negative]",
            "operations.csv:3: error [zero]",
            "operations.csv:4: error [not-a-number]",
            "operations.csv:6: error [duplicate]",
            "operations.csv:7: error [unreadable]",
            "operations.csv:8: error [unreadable]",
            "SHA-256 'abc'")) {
      assertTrue(lint.out().contains(part), part + " in " + lint.out());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Conv-input:160x160x3-output:80x80x24, mean: -1, 2, value -1",
    "Conv-input:160x160x3-output:80x80x24, men: 1, 2, did you mean mean",
    "MBConv-input:8x8x16-output:8x8x16, mean: 1, 3, of the dialect nsganetv2",
    "Conv_3-input:8x8x16-output:8x8x16, mean: 1, 3, unknown key 'Conv_3",
    "Conv_1-input:8x8x16-output:8x8x17, mean: 010, 4, '010' is not allowed",
  })
  void importRefusesWithFileAndLine(String key, String value, int line, String part)
      throws IOException {
    String row = key + ":\n  " + value + "\n";
    Path file =
        Files.writeString(folder.resolve("t.yaml"), key.startsWith("Conv-") ? row : STEM + row);
    BadInput.of(
            "bad row",
            "import latency-table $/t.yaml --space ofa-mbv3-w1.2 --device x --out $/out",
            file + ":" + line,
            part)
        .in(folder)
        .check();
  }

  @Test
  void lintRefusesWhatItCannotReadAtAll() throws IOException {
    Files.writeString(folder.resolve("other.yaml"), "a: 1\n");
    Files.writeString(folder.resolve("stem.yaml"), STEM.replace("x24", "x25"));
    for (BadInput bad :
        List.of(
            BadInput.of("none", "latency lint", "TABLE"),
            BadInput.of("absent", "latency lint $/absent", "absent does not exist"),
            BadInput.of("no table", "latency lint $/other.yaml", "other.yaml:1", "known dialect"),
            BadInput.of("no space", "latency lint $/stem.yaml", "--space"),
            BadInput.of("no profile", "latency lint $", "holds no profile"),
            BadInput.of("mixed", "latency lint $ $/stem.yaml", "is a folder: give one profile"),
            BadInput.of(
                "bad pool",
                "import latency-table $/stem.yaml --space tiny --device x --out $ --pool-ms NaN",
                "stem.yaml"))) {
      bad.in(folder).check();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Conv-input:160x160x3-output:80x80x24:\\n  mean: 1\\n  var: 2 | unknown key 'var'",
        "Conv-input:160x160x3-output:80x80x24: 12.5 | is a number alone: write {mean: 12.34}",
        "expanded_conv-input:80x80x24-output:40x40x32-expand:6-kernel:3-stride:2-idskip:0:\\n  mean: 1"
            + " | tables without se, as ProxylessNAS's, are another dialect",
        "key,mean\\nConv-input:160x160x3-output:80x80x24,1.5 | expected an object with keys",
        "- 1\\n- 2 | expected an object with keys, found a list",
        "a: {mean: 1} | no key begins as in a known dialect",
      })
  void namesTheDialectsThatAreRead(String text, String part) throws IOException {
    Files.writeString(folder.resolve("t.yaml"), text.replace("\\n", "\n") + "\n");
    for (String command :
        List.of(
            "import latency-table $/t.yaml --space ofa-mbv3-w1.2 --device x --out $/out",
            "latency lint $/t.yaml")) {
      boolean row = text.startsWith("Conv-") || text.startsWith("expanded");
      if (row && command.startsWith("latency")) {
        continue; // a bad row is a finding there, not a refusal
      }
      BadInput.of("dialect", command, "t.yaml", part, "once-for-all", "mean").in(folder).check();
    }
  }

  @Test
  void saysThatAPickleIsNoTable() throws IOException {
    Files.write(folder.resolve("t.pkl"), new byte[] {(byte) 0x80, 4, (byte) 0x95, 0, 0});
    Files.write(folder.resolve("t.pth"), new byte[] {'P', 'K', 3, 4, 0, 0});
    String command = "import latency-table $/%s --space tiny --device x --out $/out";
    BadInput.of("pickle", command.formatted("t.pkl"), "t.pkl", "a Python pickle", "nsganetv2's")
        .in(folder)
        .check();
    BadInput.of("pth", command.formatted("t.pth"), "t.pth", ".pth", "once-for-all's")
        .in(folder)
        .check();
    BadInput.of("lint", "latency lint $/t.pkl", "t.pkl", "a Python pickle", "nsganetv2's")
        .in(folder)
        .check();
  }
}
