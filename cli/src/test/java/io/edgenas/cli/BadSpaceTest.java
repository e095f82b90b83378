package io.edgenas.cli;

import static io.edgenas.cli.BadInput.of;

import io.edgenas.base.output.Json;
import io.edgenas.space.mbconv.MbConvSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused where a space or an architecture is asked for. */
class BadSpaceTest {
  private static final String ALIAS_BOMB =
      "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n";

  @TempDir private static Path folder;

  @BeforeAll
  static void writeFiles() throws IOException {
    String space = Json.pretty(MbConvSpace.builtIn("tiny").toJson());
    write("unknown-key.json", space.replace("\"kernels\"", "\"kernel\""));
    write("wrong-type.json", space.replaceFirst("\"kernels\" : \\[[^]]*]", "\"kernels\" : \"3\""));
    write("huge.json", space.replace("\"expand_width\" : 48", "\"expand_width\" : 4800000000"));
    write("newer.json", space.replace("\"schema\" : 1", "\"schema\" : 9"));
    write("cut.json", space.substring(0, space.length() / 2));
    write("bomb.yaml", ALIAS_BOMB);
    write("tagged.yaml", "!!javax.script.ScriptEngineManager [x]\n");
    write("empty.yaml", "");
    write("archs.csv", "arch\nr12/w8:k3e2/w16:k7e2\nr12/w8:k3e2/w16:k9e2\n");
    write("columns.csv", "architecture\nr12/w8:k3e2/w16:k7e2\n");
    write("cut.csv", "arch,top1\nr12/w8:k3e2/w16:k7e2,0.5\nr12/w8:k3e2/w16:k7e2\n");
    write("header-only.csv", "arch\n");
    write("vectors.csv", "ks,e,d,r\n3 3 3 x,2 2 2 2,1 1,12\n");
    write("file", "in the way");
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  static List<BadInput> refused() {
    return List.of(
        of("unknown space", "space show tny", "'tny'", "did you mean tiny?", "mobile-28"),
        of("missing space file", "space show no/such.yaml", "no/such.yaml", "mobile-28"),
        of("folder for a space", "space show $", "is a folder"),
        of("unknown key", "space show $/unknown-key.json", "json:", "'kernel'", "kernels"),
        of("wrong type", "space show $/wrong-type.json", "json:", "kernels", "expected a list"),
        of("huge value", "space show $/huge.json", "expand_width", "4800000000", "1 to"),
        of("newer schema", "space show $/newer.json", "schema", "9"),
        of("truncated space", "space show $/cut.json", "cut.json:", "malformed"),
        of("alias bomb", "space show $/bomb.yaml", "bomb.yaml:1", "aliases", "not allowed"),
        of("tag", "space show $/tagged.yaml", "tagged.yaml:1", "tags", "not allowed"),
        of("empty file", "space show $/empty.yaml", "empty.yaml", "is empty"),
        of("malformed architecture", "arch r12/k3 --space tiny", "malformed", "'k3'", "r176/k7"),
        of(
            "kernel not in the space",
            "arch r12/w8:k3e2/w16:k9e2 --space tiny",
            "kernel size 9",
            "stage 2",
            "[3, 5, 7]"),
        of("unknown resolution", "arch r13/w8:k3e2/w16:k7e2 --space tiny", "13", "[12, 16, 20]"),
        of("one class", "arch r12/w8:k3e2/w16:k7e2 --space tiny --classes 1", "classes 1", "2 to"),
        of("two channels", "space show tiny --channels 2", "channels 2", "[1, 3]"),
        of("missing file", "arch --space tiny --arch-file no/such.csv", "no/such.csv", "not exist"),
        of("bad row", "arch --space tiny --arch-file $/archs.csv", "archs.csv:3", "kernel size 9"),
        of("no such column", "arch --space tiny --arch-file $/columns.csv", "architecture", "ks"),
        of("truncated CSV", "arch --space tiny --arch-file $/cut.csv", "cut.csv:3", "cut off"),
        of("no rows", "arch --space tiny --arch-file $/header-only.csv", "no row"),
        of("bad vector", "arch --space tiny --arch-file $/vectors.csv", "csv:2", "ks", "'x'"),
        of("sample of none", "arch --space tiny --sample 0", "--sample 0", "1 to"),
        of("sample over the space", "arch --space tiny --sample 10081", "10080", "ask for fewer"),
        of("no space", "arch r12/w8:k3e2/w16:k7e2", "--space"),
        of(
            "two sources",
            "arch r12/k3e3 --sample 2 --space tiny",
            "mutually exclusive",
            "--sample"),
        of("unknown option", "arch --space tiny --sampel 2", "--sampel", "did you mean --sample"),
        of("output is a file", "arch --space tiny --sample 1 --onnx $/file", "not writable"),
        of("output below a file", "arch --space tiny --sample 1 --onnx $/file/x", "not writable"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(BadInput input) {
    input.in(folder).check();
  }
}
