package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.base.output.FolderLock;
import io.edgenas.fixtures.Reference;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.Float32Outline;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchCommandTest {
  private static final String[] TINY = {"--space", "tiny", "--classes", "4", "--channels", "1"};

  @TempDir private Path folder;

  private static CommandRun arch(String... args) {
    String[] all = new String[args.length + TINY.length + 2];
    all[0] = "arch";
    System.arraycopy(TINY, 0, all, 1, TINY.length);
    System.arraycopy(args, 0, all, 1 + TINY.length, args.length);
    all[all.length - 1] = "--json";
    return CommandRun.succeeding(all);
  }

  private static List<String> archs(CommandRun run) {
    return run.objects().stream().map(object -> object.required("arch").text()).toList();
  }

  @Test
  void givesParametersAndMacsOfTheLoweredNetwork() {
    Arch arch = TinySpace.SPACE.largest();
    Network network = TinySpace.lower(arch);
    Document found = arch(arch.toString()).objects().get(0);
    assertEquals(arch.toString(), found.required("arch").text());
    assertEquals(network.params(), found.required("params").integer64(0, Long.MAX_VALUE));
    assertEquals(network.macs(), found.required("macs").integer64(0, Long.MAX_VALUE));
    assertEquals(
        new Float32Outline().peakBytes(network),
        found.required("peak_memory_bytes").integer64(0, Long.MAX_VALUE));
    assertEquals(
        network.layers().stream().map(layer -> layer.operation().key()).toList(),
        found.required("operations").texts(100));
  }

  @Test
  void listsTheOperationsOfOneArchitectureToPeople() {
    String arch = TinySpace.SPACE.smallest().toString();
    String out = CommandRun.succeeding("arch", arch, "--space", "tiny").out();
    for (var layer : TinySpace.lower(TinySpace.SPACE.smallest()).layers()) {
      assertTrue(out.contains(layer.name()), out);
    }
  }

  @Test
  void readsACsvFileWithAColumnArchInFileOrder() throws Exception {
    List<String> archs =
        TinySpace.randomArchs(5, 3).stream().map(Arch::toString).collect(Collectors.toList());
    Path file = folder.resolve("archs.csv");
    Files.writeString(file, "top1,arch\n0.5," + String.join("\n0.6,", archs) + "\n");
    assertEquals(archs, archs(arch("--arch-file", file.toString())));
  }

  @Test
  void readsTheVectorsOfOnceForAll() {
    Path rows = Reference.folder("dynast").resolve("mbv3-w1.0-evaluated.csv");
    CommandRun run =
        CommandRun.succeeding(
            "arch", "--space", "ofa-mbv3-w1.0", "--arch-file", rows.toString(), "--json");
    Document first = run.objects().get(0);
    assertEquals(918, run.objects().size());
    assertEquals(5_029_656, first.required("params").integer(0, Integer.MAX_VALUE));
    assertEquals(255_502_624, first.required("macs").integer(0, Integer.MAX_VALUE));
  }

  @Test
  void samplesDifferentArchitecturesAsAFunctionOfTheSeed() {
    List<String> first = archs(arch("--sample", "20", "--seed", "7"));
    assertEquals(20, new HashSet<>(first).size());
    assertEquals(first, archs(arch("--sample", "20", "--seed", "7")));
    assertNotEquals(first, archs(arch("--sample", "20", "--seed", "8")));
  }

  @Test
  void writesModelsThatRunAndATableToFillIn() throws Exception {
    Path out = folder.resolve("onnx");
    List<String> archs = archs(arch("--sample", "3", "--onnx", out.toString()));
    List<String> rows = Files.readAllLines(out.resolve("measure.csv"));
    assertEquals("file,arch,latency_ms", rows.get(0));
    for (int i = 0; i < archs.size(); i++) {
      String file = "0000" + (i + 1) + ".onnx";
      assertEquals(file + "," + archs.get(i) + ",", rows.get(i + 1));
      int size = ArchSpec.parse(archs.get(i)).resolution();
      try (OnnxModel model = OnnxModel.load(out.resolve(file), RuntimeConfig.DEFAULT)) {
        assertEquals(List.of(1, 1, size, size), model.inputShape());
        assertEquals(4, model.run(new float[size * size], 1).length);
      }
    }
  }

  @Test
  void theStatedSizeIsThatOfTheWrittenFile() throws Exception {
    Path out = folder.resolve("onnx");
    List<Document> objects = arch("--sample", "3", "--onnx", out.toString()).objects();
    for (int i = 0; i < objects.size(); i++) {
      long bytes = Files.size(out.resolve("0000" + (i + 1) + ".onnx"));
      assertEquals(bytes, objects.get(i).required("file_bytes").integer64(0, Long.MAX_VALUE));
    }
  }

  @Test
  void saysSizeAndMemoryToPeople() {
    Arch arch = TinySpace.SPACE.smallest();
    Document found = arch(arch.toString()).objects().get(0);
    String out =
        CommandRun.succeeding(
                "arch", arch.toString(), "--space", "tiny", "--classes", "4", "--channels", "1")
            .out();
    String last =
        String.format(
            ", ONNX file %d bytes, peak activation memory %d bytes",
            found.required("file_bytes").integer64(0, Long.MAX_VALUE),
            found.required("peak_memory_bytes").integer64(0, Long.MAX_VALUE));
    assertTrue(out.stripTrailing().endsWith(last), out);
  }

  @Test
  void keepsATableThatMayBeFilledIn() throws Exception {
    Files.writeString(folder.resolve("measure.csv"), "filled in");
    CommandRun run =
        CommandRun.of("arch", "--space", "tiny", "--sample", "1", "--onnx", folder.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("measure.csv exists and may hold measurements"), run.err());
    assertEquals("filled in", Files.readString(folder.resolve("measure.csv")));
  }

  /** Both would say that they had written files of the same names. */
  @Test
  @SuppressWarnings("try")
  void refusesAFolderThatAnotherRunWritesTo(@TempDir Path folder) throws IOException {
    try (FolderLock other = FolderLock.acquire(folder)) {
      CommandRun run =
          CommandRun.of("arch", "--space", "tiny", "--sample", "1", "--onnx", folder.toString());
      assertEquals(2, run.exitCode());
      assertTrue(run.err().contains("another run is writing to " + folder), run.err());
    }
  }
}
