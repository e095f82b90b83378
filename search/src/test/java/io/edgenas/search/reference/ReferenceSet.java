package io.edgenas.search.reference;

import io.edgenas.fixtures.Reference;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.Metric;
import io.edgenas.space.DecisionSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * A table of architectures with what was measured of each.
 *
 * @param archs in the order of the table, distinct
 * @param columns the table's own columns of numbers by name, one value per architecture
 */
public record ReferenceSet(
    DecisionSpace space, List<Arch> archs, Map<String, double[]> columns, Map<Arch, Integer> rows) {

  /** NAS-Bench-Macro: all 6,561 networks of 8 layers; accuracy in percent is {@code top1}. */
  public static ReferenceSet macro() {
    List<Map<String, String>> table = read("nas-bench-macro", "nas-bench-macro.csv");
    List<ChoiceSpace.Column> decisions =
        IntStream.range(0, 8)
            .mapToObj(i -> new ChoiceSpace.Column("layer" + i, List.of(0, 1, 2), false))
            .toList();
    ReferenceSet set =
        of(
            new ChoiceSpace("macro", decisions),
            table,
            row -> row.get("arch").chars().mapToObj(c -> c - '0').toList());
    double[] mean = new double[table.size()];
    for (int seed = 1; seed <= 3; seed++) {
      double[] one = set.columns.get("test_acc_" + seed);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += one[i] / 3;
      }
    }
    set.columns.put("top1", mean);
    return set;
  }

  /** NAS-Bench-201 after 12 epochs, with latencies: all 15,625 cells. */
  public static ReferenceSet cells() {
    List<Map<String, String>> table = read("nasbench201", "accuracy-12-epochs.csv.gz");
    List<Map<String, String>> latency = read("nasbench201", "latency.csv.gz");
    IntStream.range(0, table.size())
        .forEach(
            i -> latency.get(i).forEach((name, value) -> table.get(i).put("ms " + name, value)));
    List<String> operations =
        List.of("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");
    List<ChoiceSpace.Column> decisions =
        IntStream.range(0, 6)
            .mapToObj(i -> new ChoiceSpace.Column("edge" + i, List.of(0, 1, 2, 3, 4), false))
            .toList();
    return of(
        new ChoiceSpace("cells", decisions),
        table,
        row -> {
          List<Integer> choices = new ArrayList<>();
          for (String part : row.get("arch").split("[|+]+")) {
            if (!part.isEmpty()) {
              choices.add(operations.indexOf(part.substring(0, part.indexOf('~'))));
            }
          }
          return choices;
        });
  }

  /** Half of Accel-NASBench: 2,570 networks trained alone on ImageNet; twins are left out. */
  public static ReferenceSet accel() {
    List<Map<String, String>> table = read("accel-nasbench", "accel-nasbench-half.csv.gz");
    List<String> names = new ArrayList<>();
    for (String kind : List.of("e", "k", "l", "se")) {
      IntStream.range(0, 7).forEach(stage -> names.add(kind + stage));
    }
    List<ChoiceSpace.Column> decisions =
        names.stream()
            .map(
                name ->
                    new ChoiceSpace.Column(
                        name,
                        List.copyOf(
                            table.stream()
                                .map(row -> Integer.valueOf(row.get(name)))
                                .collect(Collectors.toCollection(TreeSet::new))),
                        true))
            .toList();
    return of(
        new ChoiceSpace("accel", decisions),
        table,
        row -> names.stream().map(row::get).map(Integer::valueOf).toList());
  }

  private static ReferenceSet of(
      ChoiceSpace space,
      List<Map<String, String>> table,
      Function<Map<String, String>, List<Integer>> choices) {
    Map<Arch, Integer> rows = new LinkedHashMap<>();
    List<Map<String, String>> kept = new ArrayList<>();
    for (Map<String, String> row : table) {
      if (rows.putIfAbsent(new ChoiceSpace.Row(choices.apply(row)), kept.size()) == null) {
        kept.add(row);
      }
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : table.get(0).keySet()) {
      if (kept.stream().allMatch(row -> row.get(name).matches("-?[0-9.eE+-]+"))) {
        columns.put(
            name, kept.stream().mapToDouble(row -> Double.parseDouble(row.get(name))).toArray());
      }
    }
    return new ReferenceSet(space, List.copyOf(rows.keySet()), columns, rows);
  }

  private static List<Map<String, String>> read(String folder, String file) {
    Path path = Reference.folder(folder).resolve(file);
    List<Map<String, String>> table = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                file.endsWith(".gz")
                    ? new GZIPInputStream(Files.newInputStream(path))
                    : Files.newInputStream(path),
                StandardCharsets.UTF_8))) {
      String[] names = reader.readLine().split(",");
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split(",", -1);
        Map<String, String> row = new LinkedHashMap<>();
        IntStream.range(0, names.length).forEach(i -> row.put(names[i], cells[i]));
        table.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  /** A column as a metric. */
  public Metric metric(String column, ToDoubleFunction<Double> unit) {
    double[] values = columns.get(column);
    return new Metric() {
      @Override
      public String name() {
        return column;
      }

      @Override
      public String unit() {
        return "";
      }

      @Override
      public double[] values(List<Arch> asked) {
        return asked.stream()
            .mapToDouble(arch -> unit.applyAsDouble(values[rows.get(arch)]))
            .toArray();
      }
    };
  }

  /** Architectures with a column of percent as their accuracy. */
  public List<EvaluatedArch> evaluated(String percent) {
    double[] values = columns.get(percent);
    return IntStream.range(0, archs.size())
        .mapToObj(i -> new EvaluatedArch(archs.get(i), values[i] / 100, 10_000))
        .toList();
  }
}
