package io.edgenas.profiler.command.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.console.Texts;
import io.edgenas.latency.NetworkSpeed;
import io.edgenas.latency.NetworkSpeed.Doubt;
import io.edgenas.latency.NetworkSpeed.Timed;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether measured latencies are in the unit that they were read in. */
public final class UnitCheck {
  private UnitCheck() {}

  /**
   * Refuses latencies of which no usual device is capable, and single ones in another unit than the
   * rest.
   *
   * @param insisted whether somebody stated the unit of all; single ones are refused even so
   * @throws BadInputException saying what the latencies mean, in which unit they would be usual,
   *     and how to state it
   */
  public static void require(
      MeasurementFile file,
      Path source,
      SearchSpace space,
      Task task,
      int batch,
      boolean insisted) {
    List<Timed> networks = new ArrayList<>();
    for (MeasurementFile.Measured measured : file.networks()) {
      networks.add(new Timed(space.lower(task, measured.arch()), measured.latency().medianUs()));
    }
    List<Integer> apart = NetworkSpeed.apart(networks, batch);
    if (!apart.isEmpty()) {
      MeasurementFile.Measured first = file.networks().get(apart.get(0));
      throw BadInputException.of(
          source.toString(),
          Texts.format(
              "%d of %d latencies are over 100 times faster or slower than the others for what"
                  + " the subnets compute, for example %s with %s: are units mixed? Write all in"
                  + " one, or remove those rows",
              apart.size(),
              networks.size(),
              first.arch(),
              Texts.ms(first.latency().medianUs() / 1e3)));
    }
    if (!insisted) {
      NetworkSpeed.doubt(networks, batch)
          .ifPresent(
              doubt -> {
                throw BadInputException.of(source.toString(), describe(doubt, file.unit(), batch));
              });
    }
  }

  private static String describe(Doubt doubt, TimeUnitName unit, int batch) {
    Optional<TimeUnitName> usual =
        List.of(TimeUnitName.values()).stream()
            .filter(other -> Math.abs(other.us() / unit.us() / doubt.factor() - 1) < 1e-6)
            .filter(other -> other != unit)
            .findFirst();
    return Texts.format(
        "read as %s, the latencies mean that the device computes %s GMAC/s (billions of"
            + " multiply-accumulates a second, at batch %d); usual are %s to %s. %s. If they are"
            + " %s and the device is so unusual, give --unit %s",
        unit.words(),
        gigamacs(doubt.macsPerSecond()),
        batch,
        gigamacs(doubt.slowest()),
        gigamacs(doubt.fastest()),
        usual
            .map(
                other ->
                    Texts.format(
                        "In %s they would be %s: if that is the unit, give --unit %s, or name the"
                            + " column latency_%s",
                        other.words(),
                        gigamacs(doubt.macsPerSecond() / doubt.factor()),
                        other.text(),
                        other.text()))
            .orElse("Check unit, batch and space"),
        unit.words(),
        unit.text());
  }

  private static String gigamacs(double perSecond) {
    double billions = perSecond / 1e9;
    return billions >= 100 || billions == Math.rint(billions)
        ? Texts.format("%.0f", billions)
        : Texts.format(billions < 0.1 ? "%.4f" : "%.2f", billions);
  }
}
