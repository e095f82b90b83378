package io.edgenas.cli;

import io.edgenas.cli.text.DataAdvice;
import io.edgenas.cli.text.DataJson;
import io.edgenas.cli.text.DataText;
import io.edgenas.cli.text.OpeningDisplay;
import io.edgenas.console.ExitCode;
import io.edgenas.console.Interruption;
import io.edgenas.console.OutputOptions;
import io.edgenas.data.DataReport;
import io.edgenas.data.source.DataSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code edgenas data DATA}. */
@Command(
    name = "data",
    description = {
      "What is in a data set: classes, sizes, imbalance, images that cannot be read, duplicates, and"
          + " what to train on it. Looks at every image, changes nothing; ends with 1 where"
          + " training would refuse the data.",
      ""
    })
final class DataCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Parameters(paramLabel = "DATA", description = "${bundle:data.forms}.")
  private String data;

  @Override
  public Integer call() {
    try {
      DataReport report = inspect();
      DataAdvice advice = DataAdvice.of(data, report);
      output.result(new DataText(data, report, advice).text(), DataJson.of(data, report, advice));
      return advice.errors().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    } catch (CancellationException e) {
      output.note("interrupted");
      return ExitCode.INTERRUPTED;
    }
  }

  private DataReport inspect() {
    try (Interruption interruption = Interruption.listen();
        OpeningDisplay display = new OpeningDisplay(output, interruption::requested)) {
      return DataSource.inspect(data, display);
    }
  }
}
