package io.edgenas.cli;

import io.edgenas.cli.option.ArchSelection;
import io.edgenas.cli.text.ArchOnnxFiles;
import io.edgenas.console.ExitCode;
import io.edgenas.console.OutputOptions;
import io.edgenas.network.Arch;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Outline;
import io.edgenas.profiler.command.option.TaskOptions;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code edgenas arch}: what an architecture consists of. */
@Command(
    name = "arch",
    description = {
      "Operations, MACs, parameters, size of the float32 ONNX file and peak activation memory of"
          + " architectures; and their ONNX files.",
      "The size is that of a file without metadata, as --onnx writes it. The memory is what the"
          + " activations of one run take at the same time, where nothing is computed in place."
    })
final class ArchCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;
  @Mixin private TaskOptions taskOptions;
  @Mixin private ArchSelection selection;

  @Option(
      names = "--space",
      required = true,
      paramLabel = "S",
      description = "Name of a built-in space, or a space file.")
  private String space;

  @Option(
      names = "--onnx",
      paramLabel = "DIR",
      description =
          "Write each architecture with random weights to DIR as an ONNX file, and "
              + ArchOnnxFiles.TABLE
              + " to fill in with what any harness measures.")
  private Path onnx;

  @Override
  public Integer call() throws IOException {
    SearchSpace found = Spaces.find(space);
    Task task = taskOptions.task(found);
    List<Arch> archs = selection.archs(found);
    if (onnx != null) {
      Path table = new ArchOnnxFiles(found, task, selection.seed()).write(archs, onnx);
      output.note("wrote " + archs.size() + " models and " + table);
    }
    Float32Outline outline = new Float32Outline();
    for (Arch arch : archs) {
      Network network = found.lower(task, arch);
      if (archs.size() == 1) {
        network.layers().forEach(layer -> output.text(line(layer)));
      }
      long fileBytes = outline.fileBytes(network, EmitOptions.DEFAULT);
      long peakBytes = outline.peakBytes(network);
      output.result(total(network, fileBytes, peakBytes), toJson(network, fileBytes, peakBytes));
    }
    return ExitCode.DONE;
  }

  private static String line(Layer layer) {
    return String.format(
        Locale.ROOT,
        "%-17s %12d MACs %9d parameters  %s",
        layer.name(),
        layer.operation().macs(),
        layer.operation().params(),
        layer.operation().key());
  }

  private static String total(Network network, long fileBytes, long peakBytes) {
    return String.format(
        Locale.ROOT,
        "%s: %d MACs, %d parameters, ONNX file %d bytes, peak activation memory %d bytes",
        network.arch(),
        network.macs(),
        network.params(),
        fileBytes,
        peakBytes);
  }

  private static Map<String, Object> toJson(Network network, long fileBytes, long peakBytes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arch", network.arch().toString());
    json.put("params", network.params());
    json.put("macs", network.macs());
    json.put("file_bytes", fileBytes);
    json.put("peak_memory_bytes", peakBytes);
    json.put(
        "operations", network.layers().stream().map(layer -> layer.operation().key()).toList());
    return json;
  }
}
