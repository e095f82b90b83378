package io.edgenas.experiments;

import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Site.Part;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.Precision;
import io.edgenas.profiler.OnnxWorkbench;
import io.edgenas.profiler.ReferenceSubnet;
import io.edgenas.profiler.Workbench;
import io.edgenas.profiler.measure.Cycles;
import io.edgenas.profiler.measure.StopSignal;
import io.edgenas.profiler.measure.Stopwatch;
import io.edgenas.profiler.measure.Timing;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What int8 takes against fp32: a space's reference subnet and each of its operations, all in turns
 * with each other, so that both precisions meet the same machine. Prints a table in Markdown.
 *
 * <p>{@code java -cp ... io.edgenas.experiments.PrecisionComparison [SPACE] [RESOLUTION] [SECONDS]}
 */
public final class PrecisionComparison {
  private PrecisionComparison() {}

  /** Measures and prints. */
  public static void main(String[] args) {
    SearchSpace space = Spaces.find(args.length > 0 ? args[0] : "ofa-mbv3-w1.2");
    Network reference = ReferenceSubnet.of(space);
    int resolution = args.length > 1 ? Integer.parseInt(args[1]) : reference.arch().resolution();
    double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 60;
    Network network =
        space.lower(
            Task.of(space, reference.classes(), reference.channels()),
            space.check(reference.arch().withResolution(resolution)));
    Map<String, Function<Workbench, Workbench.Loaded>> subjects = new LinkedHashMap<>();
    for (Layer layer : network.layers()) {
      String key = layer.operation().key();
      if (subjects.keySet().stream().noneMatch(name -> name.endsWith(key))) {
        Border border = layer.site().part() == Part.STEM ? Border.IMAGE : Border.INNER;
        subjects.put(layer.name() + "` `" + key, bench -> bench.load(layer.operation(), border));
      }
    }
    subjects.put(network.arch().toString(), bench -> bench.load(network));
    print(List.copyOf(subjects.keySet()), measure(List.copyOf(subjects.values()), seconds));
  }

  /** Times each subject in fp32, then in int8. */
  private static List<Timing> measure(
      List<Function<Workbench, Workbench.Loaded>> subjects, double seconds) {
    List<Workbench.Loaded> loaded = new ArrayList<>();
    try {
      for (Function<Workbench, Workbench.Loaded> subject : subjects) {
        for (Precision precision : List.of(Precision.FP32, Precision.INT8)) {
          loaded.add(subject.apply(new OnnxWorkbench(RuntimeConfig.DEFAULT, precision, 1, 1)));
        }
      }
      return new Cycles(new Stopwatch(System::nanoTime))
          .measure(loaded, (long) (1e9 * seconds), StopSignal.NEVER);
    } finally {
      loaded.forEach(Workbench.Loaded::close);
    }
  }

  private static void print(List<String> names, List<Timing> timings) {
    System.out.println("| operation | fp32 us | int8 us | fp32 / int8 |");
    System.out.println("| --- | ---: | ---: | ---: |");
    for (int i = 0; i < names.size(); i++) {
      double fp32 = timings.get(2 * i).medianUs();
      double int8 = timings.get(2 * i + 1).medianUs();
      System.out.printf(
          Locale.ROOT, "| `%s` | %.1f | %.1f | %.2f |%n", names.get(i), fp32, int8, fp32 / int8);
    }
  }
}
