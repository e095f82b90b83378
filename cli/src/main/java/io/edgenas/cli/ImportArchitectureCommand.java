package io.edgenas.cli;

import io.edgenas.console.ExitCode;
import io.edgenas.console.OutputOptions;
import io.edgenas.network.Arch;
import io.edgenas.profiler.command.table.NetConfigFile;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.mbconv.MbConvSpace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code edgenas import architecture}. */
@Command(
    name = "architecture",
    description =
        "Prints the architecture of networks that once-for-all publishes (net.config), as other"
            + " commands take it.")
final class ImportArchitectureCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Parameters(
      paramLabel = "FILES",
      arity = "1..*",
      description = "net.config files; beside each lies run.config, which has the resolution.")
  private List<Path> files;

  @Option(
      names = "--space",
      required = true,
      paramLabel = "S",
      description = "The space that they lie in: a built-in name or a space file.")
  private String space;

  @Option(
      names = "--resolution",
      paramLabel = "R",
      description = "Side of the image in pixels (default: image_size of run.config).")
  private Integer resolution;

  @Override
  public Integer call() {
    MbConvSpace found = MbConvSpace.of(Spaces.find(space), "import architecture");
    for (Path file : files) {
      Arch arch = NetConfigFile.read(file, found, Optional.ofNullable(resolution));
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("file", file.toString());
      json.put("space", found.name());
      json.put("arch", arch.toString());
      output.result(arch.toString(), json);
    }
    return ExitCode.DONE;
  }
}
