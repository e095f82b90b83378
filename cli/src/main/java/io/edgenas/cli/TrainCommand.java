package io.edgenas.cli;

import io.edgenas.base.input.Check;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.cli.option.DataOption;
import io.edgenas.cli.option.DeviceOption;
import io.edgenas.cli.option.ScratchFolder;
import io.edgenas.cli.text.AccuracyModelText;
import io.edgenas.cli.text.OpeningDisplay;
import io.edgenas.cli.text.TrainingDisplay;
import io.edgenas.console.ExitCode;
import io.edgenas.console.Interruption;
import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.data.DataSplits;
import io.edgenas.images.Fit;
import io.edgenas.pipeline.train.StartSupernet;
import io.edgenas.pipeline.train.SupernetTraining;
import io.edgenas.pipeline.train.TrainRequest;
import io.edgenas.pipeline.train.TrainingEstimate;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.policy.Policies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edgenas train}: a supernet from a data set. */
@Command(
    name = "train",
    description = {
      "Trains a once-for-all supernet on images; goes on by itself where it was interrupted.",
      ""
    })
final class TrainCommand implements Callable<Integer> {
  private static final double MAX_MINUTES = 60 * 24 * 60;

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;
  @Mixin private DataOption data;
  @Mixin private DeviceOption device;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The supernet's folder: made, or gone on with.")
  private Path out;

  @Option(
      names = "--space",
      paramLabel = "S",
      description =
          "Built-in space or space file (default: that of --init, else mobile-96 where images are"
              + " typically 64 pixels and larger, mobile-28 below).")
  private String space;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Built-in policy or policy file (default: the space's own).")
  private String policy;

  @Option(
      names = "--init",
      paramLabel = "SUPERNET",
      description =
          "Start from the weights of this trained or imported supernet's folder, of the same space;"
              + " those of another shape, such as the classifier for other classes, start anew.")
  private Path init;

  @Option(
      names = "--skip-full",
      description =
          "With --init: leave out the policy's first phase, which trains the full network alone.")
  private boolean skipFull;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides weights, order and subnets (default: " + TrainRequest.DEFAULT_SEED + ").")
  private Long seed;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description =
          "Shorten all phases so that everything ends in about this time; refused where it is too"
              + " short to learn anything.")
  private Double minutes;

  @Option(
      names = "--no-images",
      description =
          "Keep no training images in the folder; later commands then need --data for batch norm.")
  private boolean noImages;

  @Option(
      names = "--dry-run",
      description =
          "Measure a few steps, print the plan with times, and stop; writes nothing that stays.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    if (minutes != null) {
      Check.positive("--minutes", minutes);
      Check.range("--minutes", minutes, 0, MAX_MINUTES);
    }
    TrainRequest request =
        new TrainRequest(
            out,
            Optional.ofNullable(space).map(name -> MbConvSpace.of(Spaces.find(name), "train")),
            Optional.ofNullable(policy).map(Policies::find),
            seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
            Fit.CROP,
            Optional.ofNullable(init).map(StartSupernet::open),
            skipFull);
    request.check();
    EngineSettings engine = device.settings();
    if (dryRun) {
      ScratchFolder.requirePossible(out);
    } else {
      AtomicFiles.requireWritableFolder(out);
    }
    try (ScratchFolder scratch = new ScratchFolder(out);
        Interruption interruption = Interruption.listen(this::stopping);
        TrainingDisplay display = new TrainingDisplay(output);
        SupernetTraining training =
            SupernetTraining.prepare(
                request, open(scratch, request, interruption), display, engine)) {
      Optional<Duration> limit =
          Optional.ofNullable(minutes).map(m -> Duration.ofMillis(Math.round(60e3 * m)));
      if (dryRun) {
        show(training.plan(limit, interruption::requested));
        return ExitCode.DONE;
      }
      Optional<SupernetTraining.Trained> trained =
          training.run(limit, !noImages, interruption::requested);
      if (trained.isEmpty()) {
        return interrupted();
      }
      show(trained.get());
    } catch (CancellationException e) {
      return interrupted();
    }
    return ExitCode.DONE;
  }

  private void stopping() {
    output.note("stopping as soon as everything is kept; Ctrl-C again ends at once");
  }

  private DataSplits open(ScratchFolder scratch, TrainRequest request, Interruption interruption) {
    try (OpeningDisplay display = new OpeningDisplay(output, interruption::requested)) {
      return data.open(request, dryRun ? Optional.of(scratch) : Optional.empty(), display);
    }
  }

  private int interrupted() {
    output.note("interrupted; everything is kept. To go on:");
    output.note(
        "  "
            + Texts.commandLine(
                spec.root().name(), spec.root().commandLine().getParseResult().originalArgs()));
    return ExitCode.INTERRUPTED;
  }

  private void show(TrainingEstimate estimate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("supernet", out.toString());
    json.put("seconds", estimate.total().toMillis() / 1e3);
    json.put("training_seconds", estimate.trainingSeconds());
    json.put("evaluation_seconds", estimate.evaluationSeconds());
    json.put("scale", estimate.training().scale());
    output.result(TrainingDisplay.describe(estimate), json);
  }

  private void show(SupernetTraining.Trained trained) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("supernet", out.toString());
    json.put("largest_top1", trained.largestTop1());
    json.put("smallest_top1", trained.smallestTop1());
    json.put("accuracy_model", AccuracyModelText.toJson(trained.accuracy()));
    json.put("seconds", trained.seconds());
    output.result(
        Texts.path(out)
            + ": trained; on validation images the largest subnet has "
            + Texts.percent(trained.largestTop1())
            + ", the smallest "
            + Texts.percent(trained.smallestTop1())
            + "\n"
            + AccuracyModelText.text(trained.accuracy()),
        json);
  }
}
