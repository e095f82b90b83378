package io.edgenas.latency.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.fixtures.Reference;
import io.edgenas.latency.SyntheticDevice;
import io.edgenas.operation.Activation;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.Operation;
import io.edgenas.profile.OperationMeasurement;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Interpolation between resolutions, on 4,050 operations that others measured on an i7-8700K. */
class NsganetReferenceTest {
  private static final Pattern SHAPE = Pattern.compile("put:(\\d+)x(\\d+)x(\\d+)");
  private static final Pattern NUMBER = Pattern.compile("(expand|kernel|stride|se|put):(\\d+)");
  private static Map<Family, List<OperationMeasurement>> families;

  @BeforeAll
  static void read() throws IOException {
    families = new HashMap<>();
    String key = "";
    int rows = 0;
    for (String line :
        Files.readAllLines(Reference.folder("nsganetv2").resolve("i7-8700K_lut.yaml"))) {
      if (!line.startsWith(" ")) {
        key = line;
      } else if (line.contains("mean:")) {
        Operation operation = operation(key);
        double us = 1e3 * Double.parseDouble(line.substring(line.indexOf(':') + 1));
        families
            .computeIfAbsent(Family.of(operation), f -> new ArrayList<>())
            .add(SyntheticDevice.row(operation, us));
        rows++;
      }
    }
    assertEquals(4_050, rows);
    families
        .values()
        .forEach(list -> list.sort(Comparator.comparing(row -> Family.size(row.operation()))));
  }

  /** Activations are in no key; any will do, because families keep them apart or together alike. */
  private static Operation operation(String key) {
    Map<String, Integer> numbers = new HashMap<>();
    Matcher number = NUMBER.matcher(key);
    while (number.find()) {
      numbers.put(number.group(1), Integer.parseInt(number.group(2)));
    }
    if (key.startsWith("classifier")) {
      FeatureShape input = new FeatureShape(key.contains("1280") ? 1280 : 1536, 1, 1);
      return new LinearOp(input, 1000);
    }
    Matcher shape = SHAPE.matcher(key);
    assertTrue(shape.find(), key);
    FeatureShape input = shape(shape);
    assertTrue(shape.find(), key);
    int out = shape(shape).channels();
    if (!key.startsWith("MBConv")) {
      boolean first = key.startsWith("first");
      return new ConvOp(input, out, first ? 3 : 1, first ? 2 : 1, 1, true, Activation.HSWISH);
    }
    int expand = numbers.get("expand");
    return new MbConvOp(
        input,
        expand * input.channels(),
        out,
        numbers.get("kernel"),
        numbers.get("stride"),
        Activation.RELU,
        numbers.get("se") == 1,
        expand > 1);
  }

  private static FeatureShape shape(Matcher heightWidthChannels) {
    return new FeatureShape(
        Integer.parseInt(heightWidthChannels.group(3)),
        Integer.parseInt(heightWidthChannels.group(1)),
        Integer.parseInt(heightWidthChannels.group(2)));
  }

  @Test
  void interpolatesEverySecondResolution() {
    List<Double> errors = new ArrayList<>();
    for (List<OperationMeasurement> sizes : families.values()) {
      List<OperationMeasurement> known = new ArrayList<>();
      for (int i = 0; i < sizes.size(); i += 2) {
        known.add(sizes.get(i));
      }
      TableLatency.Slice table = new TableLatency(known).at(0);
      for (int i = 1; i + 1 < sizes.size(); i += 2) {
        double us = table.latencyUs(sizes.get(i).operation()).orElseThrow();
        assertTrue(us > 0, sizes.get(i).operation().key());
        double measuredUs = sizes.get(i).latency().medianUs();
        errors.add(Math.abs(us - measuredUs) / measuredUs);
      }
      if (sizes.size() % 2 == 0) {
        OperationMeasurement beyond = sizes.get(sizes.size() - 1);
        assertEquals(OptionalDouble.empty(), table.latencyUs(beyond.operation()));
      }
    }
    errors.sort(null);
    double mean = errors.stream().mapToDouble(error -> error).average().orElseThrow();
    double median = errors.get(errors.size() / 2);
    double p95 = errors.get((int) (0.95 * errors.size()));
    System.out.printf(
        Locale.ROOT,
        "every second resolution of %d operations: error median %.2f %%, mean %.2f %%, p95 %.1f %%%n",
        errors.size(),
        100 * median,
        100 * mean,
        100 * p95);
    assertTrue(errors.size() > 1_800, errors.size() + " judged");
    assertTrue(median < 0.03 && mean < 0.045 && p95 < 0.13, median + " " + mean + " " + p95);
  }

  @Test
  void isMonotoneBetweenWhatWasMeasured() {
    for (List<OperationMeasurement> sizes : families.values()) {
      List<OperationMeasurement> known =
          List.of(sizes.get(0), sizes.get(sizes.size() / 2), sizes.get(sizes.size() - 1));
      TableLatency.Slice table = new TableLatency(known.stream().distinct().toList()).at(0);
      double before = 0;
      for (int i = 1; i < sizes.size() - 1; i++) {
        if (i != sizes.size() / 2) {
          double us = table.latencyUs(sizes.get(i).operation()).orElseThrow();
          assertTrue(us >= before, sizes.get(i).operation().key());
          before = us;
        }
      }
    }
  }
}
