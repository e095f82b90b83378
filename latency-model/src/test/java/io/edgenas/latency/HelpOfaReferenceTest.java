package io.edgenas.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.fixtures.Reference;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.OfaVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole networks that others measured on a Titan RTX at batch 64, and nothing else. */
class HelpOfaReferenceTest {
  private static final MbConvSpace SPACE = MbConvSpace.builtIn("ofa-mbv3-w1.0");
  private static final Task TASK = Task.of(SPACE, 1000, 3);
  private static final int JUDGED = 2_000;

  private record Row(Arch arch, double us) {
    NetworkMeasurement as(Role role) {
      return new NetworkMeasurement(
          arch,
          TASK.classes(),
          TASK.channels(),
          role,
          LatencyStatistics.of(us, us, us, 1),
          OptionalDouble.empty(),
          List.of(),
          Optional.empty());
    }
  }

  /** All rows in an order that the seed decides. */
  private static List<Row> rows(long seed) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line :
        Files.readAllLines(Reference.folder("help-ofa").resolve("titan_rtx_batch64.csv"))) {
      if (!line.startsWith("ks")) {
        String[] cells = line.split(",");
        Arch arch = OfaVectors.parse(cells[0], cells[1], cells[2], cells[3]).toArch(SPACE);
        rows.add(new Row(arch, 1e3 * Double.parseDouble(cells[4])));
      }
    }
    assertEquals(2_500, rows.size());
    Collections.shuffle(rows, new Random(seed));
    return rows;
  }

  /** Fitted on the first of these rows, judged on the last 2,000 of the others. */
  private static DeviceProfile profile(List<Row> rows, int fitted) {
    List<NetworkMeasurement> networks = new ArrayList<>();
    rows.subList(0, fitted).forEach(row -> networks.add(row.as(Role.CALIBRATION)));
    rows.subList(Math.max(fitted, rows.size() - JUDGED), rows.size())
        .forEach(row -> networks.add(row.as(Role.VALIDATION)));
    return new SyntheticDevice(SPACE, TASK, SPACE.resolutions()).profile(List.of(), networks);
  }

  @ParameterizedTest
  @CsvSource({"500, 1, 0.005", "120, 1, 0.01", "60, 1, 0.015"})
  void predictsUnseenNetworksOfAMeasuredDevice(int fitted, long seed, double mape)
      throws IOException {
    LatencyModel model = LatencyModels.of(profile(rows(seed), fitted), SPACE);
    ModelError error = model.error().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "fitted on %d (seed %d): MAPE %.2f %%, within 5 %% %.1f %%, within 10 %% %.1f %%, tau %.3f%n",
        fitted,
        seed,
        100 * error.mape(),
        100 * error.within5(),
        100 * error.within10(),
        error.tau().orElseThrow());
    assertTrue(error.within10() >= 0.97, error.toString());
    assertTrue(error.tau().orElseThrow() >= 0.93, error.toString());
    assertTrue(error.mape() <= mape, error.toString());
  }

  @Test
  void refusesResolutionsThatWereNotMeasuredNamingThem() throws IOException {
    List<Row> rows = rows(1).stream().filter(row -> row.arch().resolution() >= 160).toList();
    LatencyModel model = LatencyModels.of(profile(rows, 200), SPACE);
    Network network = SPACE.lower(TASK, SPACE.largest().withResolution(156));
    assertEquals(0, model.coverage(network));
    MissingRowException e = assertThrows(MissingRowException.class, () -> model.predict(network));
    assertTrue(
        e.getMessage().contains("resolution 156 is outside the measured 160 to 224"),
        e.getMessage());
  }

  @Test
  void predictsResolutionsBetweenMeasuredOnesAsWellAsThose() throws IOException {
    List<Row> rows = rows(1);
    List<NetworkMeasurement> networks = new ArrayList<>();
    rows.forEach(
        row ->
            networks.add(
                row.as(row.arch().resolution() % 32 == 0 ? Role.CALIBRATION : Role.VALIDATION)));
    DeviceProfile profile =
        new SyntheticDevice(SPACE, TASK, SPACE.resolutions()).profile(List.of(), networks);
    ModelError error = LatencyModels.of(profile, SPACE).error().orElseThrow();
    assertTrue(error.networks() > 2_000, error.toString());
    assertTrue(error.within10() >= 0.97, error.toString());
  }
}
