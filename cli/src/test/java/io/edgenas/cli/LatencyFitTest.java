package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a sample to a profile of a device that the profiler never saw. */
class LatencyFitTest {
  @TempDir private Path folder;

  /** A device on which layers cost what they compute and what they move. */
  private static double ms(Network network) {
    return 0.05 + network.operations().stream().mapToDouble(LatencyFitTest::ms).sum();
  }

  private static double ms(Operation operation) {
    return 0.01 + operation.macs() / 2e6 + operation.input().size() / 4e5;
  }

  /** Writes models and their table with the command, and fills it in as a harness would. */
  private Path measured(int count) throws IOException {
    Path models = folder.resolve("models");
    CommandRun.succeeding(
        "arch",
        "--space",
        "tiny",
        "--classes",
        "4",
        "--channels",
        "1",
        "--sample",
        "" + count,
        "--onnx",
        models.toString());
    Path table = models.resolve("measure.csv");
    List<String> filled = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      String[] cells = line.split(",", -1);
      filled.add(
          cells[1].equals("arch")
              ? line
              : line + String.format(Locale.ROOT, "%.5f", ms(lower(cells[1]))));
    }
    Files.write(table, filled);
    return table;
  }

  private static Network lower(String arch) {
    return TinySpace.lower(ArchSpec.parse(arch));
  }

  private CommandRun fit(Path table, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "latency",
                "fit",
                "--measurements",
                table.toString(),
                "--space",
                "tiny",
                "--classes",
                "4",
                "--channels",
                "1",
                "--device",
                "phone",
                "--out",
                folder.resolve("profiles").toString(),
                "--json"));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  @Test
  void predictsADeviceOfWhichOnlySampledSubnetsWereMeasured() throws IOException {
    CommandRun run = fit(measured(60));
    assertEquals(0, run.exitCode(), run.err());
    Document answer = run.objects().get(0);
    assertEquals(48, answer.required("calibration").integer(0, 100));
    assertEquals(12, answer.required("validation").integer(0, 100));
    assertTrue(answer.required("error").required("within_5").number(0, 1) > 0.99, run.out());
    Path archs = folder.resolve("archs.csv");
    List<String> lines = new ArrayList<>(List.of("arch"));
    TinySpace.randomArchs(50, 91).forEach(arch -> lines.add(arch.toString()));
    Files.write(archs, lines);
    CommandRun predicted =
        CommandRun.succeeding(
            "latency",
            "predict",
            "--profile",
            answer.required("profile").text(),
            "--space",
            "tiny",
            "--classes",
            "4",
            "--channels",
            "1",
            "--arch-file",
            archs.toString(),
            "--json");
    for (Document object : predicted.objects()) {
      double ms = ms(lower(object.required("arch").text()));
      assertEquals(ms, object.required("latency_ms").number(0, 1e3), 0.04 * ms);
      assertTrue(object.required("upper_ms").number(0, 1e3) < 1.1 * ms);
    }
  }

  @Test
  void namesMeasurementsThatLookWrong() throws IOException {
    Path table = measured(40);
    List<String> lines = new ArrayList<>(Files.readAllLines(table));
    String[] cells = lines.get(7).split(",");
    lines.set(7, cells[0] + "," + cells[1] + "," + 30 * Double.parseDouble(cells[2]));
    Files.write(table, lines);
    CommandRun run = fit(table);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().contains(cells[1] + ": measured"), run.err());
  }

  @Test
  void needsEnoughSubnets() throws IOException {
    CommandRun run = fit(measured(14));
    assertEquals(2, run.exitCode());
    assertTrue(run.out().contains("holds 14 measured subnets"), run.out());
  }

  @Test
  void refusesATableThatNobodyFilledIn() throws IOException {
    Path table = measured(20);
    List<String> lines = Files.readAllLines(table);
    Files.write(table, lines.stream().map(l -> l.replaceAll(",[0-9.]+$", ",")).toList());
    CommandRun run = fit(table);
    assertEquals(2, run.exitCode());
    assertTrue(run.out().contains("holds 0 measured subnets"), run.out());
  }

  @Test
  void keepsAProfileThatIsThere() throws IOException {
    Path table = measured(20);
    assertEquals(0, fit(table).exitCode());
    CommandRun run = fit(table);
    assertEquals(2, run.exitCode());
    assertTrue(run.out().contains("holds a profile already"), run.out());
  }
}
