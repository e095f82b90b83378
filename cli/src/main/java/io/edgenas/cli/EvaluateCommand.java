package io.edgenas.cli;

import io.edgenas.base.input.Check;
import io.edgenas.base.statistics.Interval;
import io.edgenas.cli.option.DataOption;
import io.edgenas.cli.option.DeviceOption;
import io.edgenas.cli.option.SupernetData;
import io.edgenas.cli.text.AccuracyText;
import io.edgenas.cli.text.RecallText;
import io.edgenas.console.ExitCode;
import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.network.Arch;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.profiler.command.option.ArchArgument;
import io.edgenas.supernet.elastic.Recalibrator;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.evaluate.Evaluation;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code edgenas evaluate}: the accuracy of subnets on images. */
@Command(
    name = "evaluate",
    description = {
      "Accuracy of subnets of a supernet on test images (validation images where a data set has no"
          + " test part), with batch norm recalibrated and without.",
      ""
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final int MAX_BATCH = 4_096;

  @Mixin private OutputOptions output;
  @Mixin private DataOption data;
  @Mixin private DeviceOption device;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private ArchArgument archs;

  @Option(
      names = "--supernet",
      required = true,
      paramLabel = "DIR",
      description = "The supernet's folder.")
  private Path supernet;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Judge on the first N images (default: all).")
  private Integer images;

  @Option(
      names = "--recalibration-images",
      paramLabel = "N",
      description =
          "Recalibrate on the first N training images (default: those in the supernet's folder, or"
              + " a sample where it has none).")
  private Integer recalibrationImages;

  @Option(
      names = "--recalibration-batch",
      paramLabel = "N",
      description = "Images per batch of the recalibration (default: 100, fewer for large images).")
  private Integer recalibrationBatch;

  @Override
  public Integer call() {
    if (images != null) {
      Check.range("--images", images, 1, Integer.MAX_VALUE);
    }
    if (recalibrationImages != null) {
      Check.range("--recalibration-images", recalibrationImages, 1, Integer.MAX_VALUE);
    }
    if (recalibrationBatch != null) {
      Check.range("--recalibration-batch", recalibrationBatch, 2, MAX_BATCH);
    }
    EngineSettings engine = device.settings();
    SupernetFolder folder = SupernetFolder.open(supernet);
    SupernetDescription description = folder.description();
    SupernetData.requireUsable(folder, true);
    List<Arch> wanted = archs.archs(description.space());
    DataSplits splits = data.open(supernet, description.space(), output);
    SupernetData.requireSameTask(description, splits, data.text());
    SupernetData.otherData(description, splits, data.text()).ifPresent(output::note);
    try (SupernetSession session = SupernetSession.open(supernet, engine)) {
      Dataset judged = splits.test().size() > 0 ? splits.test() : splits.validation();
      Dataset recalibration =
          recalibrationImages == null
              ? session.recalibrationImages(splits)
              : first(splits.train(), recalibrationImages);
      Recalibrator recalibrator =
          new Recalibrator(
              session.supernet(),
              description.input(),
              recalibration,
              recalibrationBatch == null
                  ? OptionalInt.empty()
                  : OptionalInt.of(recalibrationBatch));
      Evaluator evaluator =
          new Evaluator(
              session.supernet(),
              description.input(),
              recalibrator,
              images == null ? judged : first(judged, images),
              session.runningStatistics());
      wanted.forEach(arch -> show(evaluator, arch, description.task().labels()));
    }
    return ExitCode.DONE;
  }

  private static Dataset first(Dataset all, int count) {
    return all.range(0, Math.min(count, all.size()));
  }

  private void show(Evaluator evaluator, Arch arch, List<String> labels) {
    Evaluation with = evaluator.evaluate(arch);
    Evaluation without = evaluator.evaluateWithoutRecalibration(arch);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arch", arch.toString());
    json.put("top1", with.top1());
    Interval interval = with.recall().top1Interval();
    Interval balanced = with.recall().balancedTop1Interval();
    json.put("top1_low", interval.low());
    json.put("top1_high", interval.high());
    json.put("balanced_top1", with.recall().balancedTop1());
    json.put("balanced_low", balanced.low());
    json.put("balanced_high", balanced.high());
    json.put("top1_without_recalibration", without.top1());
    json.put("images", with.imageCount());
    json.put("recall", RecallText.json(with.recall(), labels));
    output.result(
        arch
            + ": "
            + AccuracyText.of(with.top1(), interval)
            + " top-1 on "
            + with.imageCount()
            + " images ("
            + Texts.percent(without.top1())
            + " without recalibrated batch norm), "
            + AccuracyText.of(with.recall().balancedTop1(), balanced)
            + " balanced over classes\n"
            + RecallText.of(with.recall(), labels),
        json);
  }
}
