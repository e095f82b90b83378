package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.fixtures.Reference;
import io.edgenas.space.file.SpaceFile;
import io.edgenas.space.file.Spaces;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a checkpoint that once-for-all's code wrote to the commands that use it. */
class ImportSupernetTest {
  private static final String SMALLEST = "r64/k3e3-k3e3/k3e3-k3e3/k3e3-k3e3/k3e3-k3e3/k3e3-k3e3";

  @TempDir static Path folder;
  private static String checkpoint;
  private static Path supernet;
  private static Document imported;

  @BeforeAll
  static void importOnce() {
    checkpoint = Reference.folder("ofa-supernet").resolve("ofa_mbv3_w0.25_fashion.pth").toString();
    supernet = folder.resolve("supernet");
    imported = importing(supernet);
  }

  private static Document importing(Path out, String... more) {
    String[] args = {
      "import",
      "supernet",
      checkpoint,
      "--out",
      out.toString(),
      "--resolutions",
      "64",
      "--mean",
      "0.5",
      "--std",
      "0.5",
      "--json"
    };
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return CommandRun.succeeding(all).objects().get(0);
  }

  @Test
  void tellsWhatItFound() {
    assertEquals("ofa-mbv3-imported", imported.required("space").text());
    assertEquals(10, imported.required("classes").integer(0, 100));
    assertEquals(3, imported.required("channels").integer(0, 3));
    assertEquals(SMALLEST, imported.required("smallest").text());
  }

  @Test
  void writesASelfContainedFolder() {
    SupernetFolder read = SupernetFolder.open(supernet);
    assertTrue(read.trained());
    assertTrue(read.runningStatistics().isPresent());
    assertEquals("class 9", read.description().task().labels().get(9));
    assertEquals(List.of(0.5, 0.5, 0.5), read.description().input().mean());
    assertEquals(
        read.description().space(), SpaceFile.read(Document.read(supernet.resolve("space.json"))));
  }

  @Test
  void importingAgainChangesNothing() throws IOException {
    byte[] weights = Files.readAllBytes(supernet.resolve("weights.safetensors"));
    importing(supernet);
    assertArrayEquals(weights, Files.readAllBytes(supernet.resolve("weights.safetensors")));
  }

  @Test
  void evaluatesOnGreyImagesWithClassesThatOnlyOneSideNames() {
    Document found =
        CommandRun.succeeding(
                "evaluate",
                "--supernet",
                supernet.toString(),
                "--data",
                "bundled",
                "--images",
                "200",
                "--recalibration-images",
                "200",
                SMALLEST,
                "--json")
            .objects()
            .get(0);
    double top1 = found.required("top1").number(0, 1);
    double without = found.required("top1_without_recalibration").number(0, 1);
    assertTrue(top1 > 0.7, "recalibrated " + top1);
    assertTrue(without < 0.3, "with running statistics " + without);
  }

  @Test
  void withDataItCanBeSearchedIn() {
    Path out = folder.resolve("sampled");
    Document made =
        importing(
            out,
            "--data",
            "bundled",
            "--samples",
            "12",
            "--images",
            "20",
            "--recalibration-images",
            "40");
    assertEquals(12, made.required("accuracy_model").required("samples").integer(0, 100));
    SupernetFolder read = SupernetFolder.open(out);
    assertEquals(40, read.recalibrationImages().get().size());
    assertEquals(12, read.samples().size());
    assertTrue(Files.exists(out.resolve("accuracy-model.onnx")));
    assertEquals("T-shirt/top", read.description().task().labels().get(0));
  }

  @Test
  void refusesWhatDoesNotFit() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.txt"), "one\ntwo\n");
    Path profile = SyntheticProfile.write(folder.resolve("profiles"), Spaces.builtIn("tiny"));
    String begin = "import supernet " + checkpoint + " --out $/";
    for (BadInput bad :
        List.of(
            BadInput.of("other resolutions", begin + "supernet --resolutions 32", "another space"),
            BadInput.of("labels", begin + "x --labels " + labels, "2 labels", "10 classes"),
            BadInput.of("mean", begin + "x --mean 0.5,0.5", "--mean"),
            BadInput.of("std", begin + "x --std 0", "std 0.0 is not allowed"),
            BadInput.of("depths", begin + "x --depths 2,3", "do not end with 4"),
            BadInput.of("samples", begin + "x --samples 3", "--samples 3"),
            BadInput.of("no file", "import supernet $/absent --out $/x", "absent does not exist"),
            BadInput.of("labels as file", "import supernet " + labels + " --out $/x", "labels.txt"),
            BadInput.of("training in it", "train --data bundled --out $/supernet", "imported"),
            BadInput.of(
                "search without a model",
                "search --supernet $/supernet --profile " + profile + " --budget-ms 1",
                "import again with --data"))) {
      bad.in(folder).check();
    }
  }
}
