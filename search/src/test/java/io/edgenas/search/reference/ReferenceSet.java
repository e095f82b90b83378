package io.edgenas.search.reference;

import io.edgenas.fixtures.Reference;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.Metric;
import io.edgenas.search.table.ColumnPattern;
import io.edgenas.search.table.SearchTable;
import io.edgenas.search.table.TableLayout;
import io.edgenas.search.table.TableLayout.Twins;
import io.edgenas.space.DecisionSpace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A table of architectures with what others measured of each.
 *
 * @param archs in the order of the table, distinct
 * @param columns the table's own columns of numbers by name, one value per architecture
 */
public record ReferenceSet(DecisionSpace space, List<Arch> archs, Map<String, double[]> columns) {

  /** NAS-Bench-Macro: all 6,561 networks of 8 layers; mean accuracy in percent is {@code top1}. */
  public static ReferenceSet macro() {
    SearchTable table =
        read(
            List.of("nas-bench-macro/nas-bench-macro.csv"),
            "arch[]",
            "test_acc_#",
            Twins.REFUSED,
            "params",
            "flops");
    ReferenceSet set = of(table, Map.of());
    double[] top1 = table.accuracy().top1(set.archs);
    set.columns.put("top1", Arrays.stream(top1).map(share -> 100 * share).toArray());
    return set;
  }

  /**
   * NAS-Bench-201 after 12 epochs, with latencies, named as {@code ms pixel2}: all 15,625 cells.
   */
  public static ReferenceSet cells() {
    List<String> devices =
        List.of("pixel2", "silver_4114", "titan_rtx_1", "eyeriss", "essential_ph_1");
    List<String> numbers =
        List.of(
            "cifar10_test_12ep",
            "cifar10_val_12ep",
            "cifar100_test_12ep",
            "cifar100_val_12ep",
            "in16_test_12ep",
            "in16_val_12ep",
            "params_cifar100_classes",
            "pixel2",
            "silver_4114",
            "titan_rtx_1",
            "eyeriss",
            "essential_ph_1");
    Map<String, String> renamed = new LinkedHashMap<>();
    devices.forEach(device -> renamed.put(device, "ms " + device));
    return of(
        read(
            List.of("nasbench201/accuracy-12-epochs.csv.gz", "nasbench201/latency.csv.gz"),
            "arch[|+~]",
            "cifar10_test_12ep",
            Twins.REFUSED,
            numbers.toArray(String[]::new)),
        renamed);
  }

  /** Half of Accel-NASBench: 2,570 networks trained alone on ImageNet, some of them twice. */
  public static ReferenceSet accel() {
    return of(
        read(
            List.of("accel-nasbench/accel-nasbench-half.csv.gz"),
            "e#,k#,l#,se#",
            "val_top1",
            Twins.AVERAGED,
            "val_top1",
            "mmacs",
            "mparams"),
        Map.of());
  }

  private static SearchTable read(
      List<String> files, String decisions, String accuracy, Twins twins, String... numbers) {
    List<Path> paths =
        files.stream()
            .map(file -> Reference.folder(file.substring(0, file.indexOf('/'))).getParent())
            .map(Path::toAbsolutePath)
            .toList();
    return SearchTable.read(
        IntStream.range(0, files.size()).mapToObj(i -> paths.get(i).resolve(files.get(i))).toList(),
        new TableLayout(
            ColumnPattern.list("decisions", decisions),
            ColumnPattern.list("accuracy", accuracy),
            List.of(numbers),
            twins));
  }

  private static ReferenceSet of(SearchTable table, Map<String, String> renamed) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : table.costs()) {
      columns.put(renamed.getOrDefault(name, name), table.cost(name).values(table.archs()));
    }
    return new ReferenceSet(table.space(), table.archs(), columns);
  }

  /** A column as a metric. */
  public Metric metric(String column, DoubleUnaryOperator unit) {
    double[] values = Arrays.stream(columns.get(column)).map(unit).toArray();
    Map<Arch, Integer> rows = rows();
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
        return asked.stream().mapToDouble(arch -> values[rows.get(arch)]).toArray();
      }
    };
  }

  /** The place of each architecture in {@link #archs}. */
  public Map<Arch, Integer> rows() {
    Map<Arch, Integer> rows = new LinkedHashMap<>();
    archs.forEach(arch -> rows.put(arch, rows.size()));
    return rows;
  }

  /** Architectures with a column of percent as their accuracy. */
  public List<EvaluatedArch> evaluated(String percent) {
    double[] values = columns.get(percent);
    return IntStream.range(0, archs.size())
        .mapToObj(i -> new EvaluatedArch(archs.get(i), values[i] / 100, 10_000))
        .toList();
  }
}
