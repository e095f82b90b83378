package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A column of latencies in another unit than its name says is not believed. */
class LatencyUnitsTest {
  @TempDir private Path folder;

  /** A device by its multiply-accumulates a second and what each layer costs beside them. */
  private static ToDoubleFunction<Network> device(double macsPerSecond, double layerMs, int batch) {
    return network ->
        1e3 * batch * network.macs() / macsPerSecond + layerMs * network.layers().size();
  }

  private Path table(String space, double factor, ToDoubleFunction<Network> device)
      throws IOException {
    SearchSpace found = Spaces.builtIn(space);
    Task task = Task.of(found, 1_000, 3);
    List<String> lines = new ArrayList<>(List.of("arch,latency_ms"));
    for (Arch arch : TinySpace.randomArchs(found, 24, 3)) {
      double ms = device.applyAsDouble(found.lower(task, arch));
      lines.add(String.format(Locale.ROOT, "%s,%.9g", arch, factor * ms));
    }
    return Files.write(folder.resolve("measure.csv"), lines);
  }

  private CommandRun fit(Path table, String space, int batch, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "latency",
                "fit",
                "--measurements",
                table.toString(),
                "--space",
                space,
                "--device",
                "d",
                "--batch",
                "" + batch,
                "--out",
                folder.resolve("out").toString()));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "a phone,                    ofa-mbv3-w1.0, 1e10, 0.01,  1",
    "an old board,               ofa-mbv3-w1.0, 1.5e9, 0.05,  1",
    "a core with AVX-512,        mobile-28,     5e10, 0.001, 1",
    "a graphics card,            ofa-mbv3-w1.2, 2e12, 0.3,   64",
    "a graphics card by itself,  ofa-mbv3-w1.0, 2e12, 0.3,   1",
  })
  void acceptsMillisecondsAndAsksAboutOtherUnits(
      String name, String space, double macsPerSecond, double layerMs, int batch)
      throws IOException {
    ToDoubleFunction<Network> device = device(macsPerSecond, layerMs, batch);
    CommandRun us = fit(table(space, 1e3, device), space, batch);
    assertEquals(2, us.exitCode(), us.err());
    assertTrue(us.err().contains("In microseconds they would be"), us.err());
    assertTrue(us.err().contains("give --unit us"), us.err());
    CommandRun s = fit(table(space, 1e-3, device), space, batch);
    assertEquals(2, s.exitCode(), s.err());
    assertTrue(s.err().contains("In seconds they would be"), s.err());
    assertTrue(s.err().contains("give --unit ms"), s.err());
    assertTrue(Files.notExists(folder.resolve("out")), "nothing is written before it is checked");
    CommandRun ms = fit(table(space, 1, device), space, batch);
    assertEquals(0, ms.exitCode(), ms.err());
  }

  @ParameterizedTest
  @CsvSource({"3.3e7", "6e7", "1e8", "5e8"})
  void acceptsMicrocontrollersOfNetworksThatFitThem(double macsPerSecond) throws IOException {
    CommandRun run = fit(table("mobile-28", 1, device(macsPerSecond, 0.02, 1)), "mobile-28", 1);
    assertEquals(0, run.exitCode(), run.err());
  }

  @Test
  void takesAStatedUnitAndNotesIt() throws IOException {
    ToDoubleFunction<Network> phone = device(1e10, 0.01, 1);
    Path table = table("ofa-mbv3-w1.0", 1e3, phone);
    CommandRun run = fit(table, "ofa-mbv3-w1.0", 1, "--unit", "us", "--json");
    assertEquals(0, run.exitCode(), run.err());
    Path profile = Path.of(run.objects().get(0).required("profile").text());
    Document json = Document.read(profile.resolve("profile.json"));
    assertEquals(
        "us", json.required("circumstances").required("notes").required("unit_stated").text());
    Arch arch =
        ArchSpec.parse(Files.readAllLines(profile.resolve("networks.csv")).get(1).split(",")[0]);
    SearchSpace space = Spaces.builtIn("ofa-mbv3-w1.0");
    double ms = phone.applyAsDouble(space.lower(Task.of(space, 1_000, 3), arch));
    double us =
        Double.parseDouble(
            Files.readAllLines(profile.resolve("networks.csv")).get(1).split(",")[4]);
    assertEquals(1e3 * ms, us, 1e-3 * us);
    assertEquals(0, CommandRun.of("latency", "lint", profile.toString()).exitCode());
  }

  @Test
  void refusesAMixtureOfUnitsEvenWhereOneIsStated() throws IOException {
    Path table = table("ofa-mbv3-w1.0", 1, device(1e10, 0.01, 1));
    List<String> lines = new ArrayList<>(Files.readAllLines(table));
    String[] cells = lines.get(5).split(",");
    lines.set(5, cells[0] + "," + 1e3 * Double.parseDouble(cells[1]));
    Files.write(table, lines);
    for (String[] more : List.of(new String[0], new String[] {"--unit", "ms"})) {
      CommandRun run = fit(table, "ofa-mbv3-w1.0", 1, more);
      assertEquals(2, run.exitCode(), run.err());
      assertTrue(run.err().contains("1 of 24 latencies are over 100 times"), run.err());
      assertTrue(run.err().contains(cells[0]), run.err());
    }
  }

  @Test
  void lintFindsTheUnitOfAProfileOfNetworksAlone() throws IOException {
    Path table = table("ofa-mbv3-w1.0", 1e3, device(1e10, 0.01, 1));
    CommandRun run = fit(table, "ofa-mbv3-w1.0", 1, "--unit", "ms", "--json");
    Path profile = Path.of(run.objects().get(0).required("profile").text());
    CommandRun insisted = CommandRun.of("latency", "lint", profile.toString());
    assertEquals(0, insisted.exitCode(), insisted.out());
    assertTrue(insisted.out().contains("warning [unit]"), insisted.out());
    Path json = profile.resolve("profile.json");
    Files.writeString(json, Files.readString(json).replace("unit_stated", "other_note"));
    CommandRun run2 = CommandRun.of("latency", "lint", profile.toString());
    assertEquals(1, run2.exitCode(), run2.out());
    assertTrue(run2.out().contains("error [unit]"), run2.out());
    assertTrue(run2.out().contains("1.000 GMAC/s to 1000 GMAC/s"), run2.out());
    Path networks = profile.resolve("networks.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(networks));
    String[] cells = lines.get(3).split(",", -1);
    for (int column = 4; column <= 6; column++) {
      cells[column] = new BigDecimal(cells[column]).movePointLeft(3).toPlainString();
    }
    lines.set(3, String.join(",", cells));
    Files.write(networks, lines);
    CommandRun run3 = CommandRun.of("latency", "lint", profile.toString());
    assertTrue(run3.out().contains("networks.csv:4: error [unit]"), run3.out());
  }
}
