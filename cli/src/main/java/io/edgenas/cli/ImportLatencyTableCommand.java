package io.edgenas.cli;

import io.edgenas.base.output.ToolVersion;
import io.edgenas.console.ExitCode;
import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.latency.foreign.ForeignLatencyTable;
import io.edgenas.latency.table.TableCoverage;
import io.edgenas.operation.PoolOp;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.mbconv.MbConvSpace;
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
        "Makes a device profile of latency tables that others publish: once-for-all's (one file per"
            + " image resolution) or nsganetv2's (all in one), YAML or JSON. The keys tell which.")
final class ImportLatencyTableCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Parameters(
      paramLabel = "FILES",
      arity = "1..*",
      description = "Table files of one device, in one dialect; .json is read as JSON.")
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
      names = "--pool-ms",
      paramLabel = "MS",
      description =
          "Latency to assume for the global pool where the table has none, as in nsganetv2's.")
  private Double poolMs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where profiles lie; the new one gets a folder of its own below.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    MbConvSpace found = MbConvSpace.of(Spaces.find(space), "import latency-table");
    ForeignLatencyTable table = ForeignLatencyTable.read(found, files);
    if (poolMs != null) {
      table = table.withPool(found, poolMs);
    }
    DeviceProfile profile =
        table.toProfile(
            device, Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS), ToolVersion.get());
    TableCoverage coverage = TableCoverage.of(table.operations(), found);
    Path folder = ProfileFolder.write(out, profile);
    show(folder, table, coverage, found);
    return ExitCode.DONE;
  }

  private void show(
      Path folder, ForeignLatencyTable table, TableCoverage coverage, MbConvSpace of) {
    int operations = table.operations().size();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("profile", folder.toString());
    json.put("dialect", table.dialect().text());
    json.put("operations", operations);
    json.put("left_out", table.leftOut());
    json.put("resolutions", coverage.resolutions());
    json.put("missing", coverage.missing().size());
    json.put("unvalidated", true);
    output.result(
        Texts.path(folder)
            + ": "
            + operations
            + " operations in the dialect "
            + table.dialect().text()
            + "; unvalidated, because it holds no measured network",
        json);
    if (table.leftOut() > 0) {
      output.note(
          table.leftOut() + " rows left out: no network of space " + of.name() + " has them");
    }
    if (!coverage.missing().isEmpty()) {
      output.note(
          "it can predict "
              + coverage.resolutions().size()
              + " of the space's "
              + of.resolutions().size()
              + " resolutions; missing are "
              + coverage.missing().size()
              + " operations, for example "
              + coverage.missing().iterator().next().key()
              + (coverage.missing().stream().allMatch(PoolOp.class::isInstance)
                  ? ": give the pool's latency with --pool-ms"
                  : ": see edgenas latency lint"));
    }
  }
}
