package io.edgenas.experiments.learners;

import io.edgenas.base.table.CsvTable;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.Metric;
import io.edgenas.search.accuracy.ArchEncoding;
import io.edgenas.search.table.ColumnPattern;
import io.edgenas.search.table.SearchTable;
import io.edgenas.search.table.TableLayout;
import io.edgenas.search.table.TableLayout.Twins;
import io.edgenas.space.Decision;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.OfaVectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A published set of architectures with their accuracies.
 *
 * @param encoding what the Gaussian process sees of them
 * @param nodes what the LSTM and the GCN see: the operations in their order in the network
 * @param samples each architecture once
 */
record AccuracySet(
    String name, ArchEncoding encoding, NodeEncoding nodes, List<EvaluatedArch> samples) {

  /** DyNAS-T: subnets of once-for-all's MobileNetV3 on ImageNet. */
  static AccuracySet dynast(Path reference) {
    MbConvSpace space = MbConvSpace.builtIn("ofa-mbv3-w1.0");
    MbConvSpace at224 = space.withResolutions(List.of(224));
    Task task = Task.of(space, 1000, 3);
    CsvTable table = CsvTable.read(reference.resolve("dynast/mbv3-w1.0-evaluated.csv"));
    Map<Arch, List<Double>> byArch = new LinkedHashMap<>();
    int top1Column = table.column("imagenet_top1");
    for (List<String> row : table.rows()) {
      Arch arch = OfaVectors.parse(row.get(0), row.get(1), row.get(2), row.get(3)).toArch(space);
      byArch
          .computeIfAbsent(arch, key -> new ArrayList<>())
          .add(Double.parseDouble(row.get(top1Column)) / 100);
    }
    List<EvaluatedArch> samples = new ArrayList<>();
    byArch.forEach((arch, top1) -> samples.add(evaluated(arch, mean(top1))));
    List<Metric> costs =
        List.of(
            metric("MACs", arch -> space.lower(task, arch).macs()),
            metric("parameters", arch -> space.lower(task, arch).params()));
    return new AccuracySet(
        "DyNAS-T", new ArchEncoding(at224, costs), NodeEncoding.of(at224, Decision::name), samples);
  }

  /** Half of Accel-NASBench: networks of seven stages; a stage is a node. */
  static AccuracySet accel(Path reference) {
    TableLayout layout =
        new TableLayout(
            ColumnPattern.list("decisions", "e#,k#,l#,se#"),
            ColumnPattern.list("accuracy", "val_top1"),
            List.of("mparams", "mmacs"),
            Twins.AVERAGED);
    return of(
        "Accel-NASBench",
        SearchTable.read(
            List.of(reference.resolve("accel-nasbench/accel-nasbench-half.csv.gz")), layout),
        decision -> decision.name().replaceAll("\\D", ""));
  }

  /** NAS-Bench-Macro: networks of eight layers, the mean of three trainings. */
  static AccuracySet macro(Path reference) {
    TableLayout layout =
        new TableLayout(
            ColumnPattern.list("decisions", "arch[]"),
            ColumnPattern.list("accuracy", "test_acc_#"),
            List.of("params", "flops"),
            Twins.REFUSED);
    return of(
        "NAS-Bench-Macro",
        SearchTable.read(List.of(reference.resolve("nas-bench-macro/nas-bench-macro.csv")), layout),
        Decision::name);
  }

  private static AccuracySet of(
      String name, SearchTable table, Function<Decision<?>, String> nodeOf) {
    List<Metric> costs = table.costs().stream().map(table::cost).toList();
    double[] top1 = table.accuracy().top1(table.archs());
    List<EvaluatedArch> samples =
        IntStream.range(0, top1.length)
            .mapToObj(i -> evaluated(table.archs().get(i), top1[i]))
            .toList();
    return new AccuracySet(
        name,
        new ArchEncoding(table.space(), costs),
        NodeEncoding.of(table.space(), nodeOf),
        samples);
  }

  private static EvaluatedArch evaluated(Arch arch, double top1) {
    return new EvaluatedArch(arch, top1, 10_000);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static Metric metric(String name, ToDoubleFunction<Arch> value) {
    return new Metric() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String unit() {
        return "";
      }

      @Override
      public double[] values(List<Arch> archs) {
        return archs.stream().mapToDouble(value).toArray();
      }
    };
  }
}
