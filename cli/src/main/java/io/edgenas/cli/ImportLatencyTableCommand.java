package io.edgenas.cli;

import io.edgenas.latency.ForeignLatencyTable;
import io.edgenas.output.AtomicFiles;
import io.edgenas.output.ToolVersion;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profiler.command.ExitCode;
import io.edgenas.profiler.command.OutputOptions;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Spaces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code edgenas import latency-table}. */
@Command(
    name = "latency-table",
    description =
        "Makes a device profile of latency tables as once-for-all's authors publish them.")
final class ImportLatencyTableCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Parameters(
      paramLabel = "FILES",
      arity = "1..*",
      description = "YAML files, one per image resolution.")
  private List<Path> files;

  @Option(
      names = "--space",
      required = true,
      paramLabel = "S",
      description = "The space whose operations they hold: a built-in name or a space file.")
  private String space;

  @Option(
      names = "--device",
      required = true,
      paramLabel = "ID",
      description = "Name of the device, for example note10.")
  private String device;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where profiles lie; the new one gets a folder of its own below.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    SearchSpace found = Spaces.find(space);
    AtomicFiles.requireWritableFolder(out);
    DeviceProfile profile =
        ForeignLatencyTable.read(found, files)
            .toProfile(
                device,
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS),
                ToolVersion.get());
    Path folder = ProfileFolder.write(out, profile);
    int operations = profile.operations().size();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("profile", folder.toString());
    json.put("operations", operations);
    json.put("unvalidated", true);
    output.result(
        folder
            + ": "
            + operations
            + " operations; unvalidated, because it holds no measured network",
        json);
    return ExitCode.DONE;
  }
}
