package io.edgenas.cli;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.cli.option.ArchSelection;
import io.edgenas.cli.option.DataOption;
import io.edgenas.cli.option.SupernetData;
import io.edgenas.cli.text.AccuracyModelText;
import io.edgenas.console.ExitCode;
import io.edgenas.console.Interruption;
import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.data.DataSplits;
import io.edgenas.pipeline.train.ImportRequest;
import io.edgenas.pipeline.train.SupernetImport;
import io.edgenas.profiler.command.ProgressDisplay;
import io.edgenas.search.accuracy.ChosenModel;
import io.edgenas.search.accuracy.LearnerChoice;
import io.edgenas.space.file.Spaces;
import io.edgenas.supernet.onceforall.ImportChoices;
import io.edgenas.supernet.policy.SamplesSpec;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edgenas import supernet}. */
@Command(
    name = "supernet",
    description = {
      "Makes a supernet folder of a PyTorch checkpoint that once-for-all's code wrote"
          + " (MobileNetV3). Nothing of the file is run: anything in it but tensors and plain"
          + " containers is refused. With --data it also evaluates subnets and fits the accuracy"
          + " model that search and extract need; run again, it goes on where it was interrupted.",
      ""
    })
final class ImportSupernetCommand implements Callable<Integer> {
  private static final String RESOLUTIONS_OF = "ofa-mbv3-w1.0";
  private static final long MAX_LABELS_BYTES = 4 << 20;
  private static final int MAX_RECALIBRATION = 1_000_000;

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;

  @Parameters(paramLabel = "FILE", description = "The checkpoint: a saved state_dict().")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The supernet's folder: made, or gone on with.")
  private Path out;

  @Option(
      names = "--resolutions",
      paramLabel = "R",
      split = ",",
      description =
          "Sides of the images it was trained at, ascending (default: once-for-all's, 128 to 224"
              + " in steps of 4).")
  private List<Integer> resolutions;

  @Option(
      names = "--mean",
      paramLabel = "M",
      split = ",",
      description =
          "Mean taken from the samples (0 to 1): one, or one a channel (default: ImageNet's).")
  private List<Double> mean;

  @Option(
      names = "--std",
      paramLabel = "S",
      split = ",",
      description = "Deviation by which they were divided, likewise (default: ImageNet's).")
  private List<Double> std;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Names of the classes, one a line, in the order of the scores (default: those of --data,"
              + " or numbers).")
  private Path labels;

  @Option(
      names = "--depths",
      paramLabel = "D",
      split = ",",
      description = "Depths it was trained for, ascending (default: 2 to the largest).")
  private List<Integer> depths;

  @Option(
      names = "--expands",
      paramLabel = "E",
      split = ",",
      description =
          "Expand ratios it was trained for, ascending (default: 3, 4, 6 up to the largest).")
  private List<Integer> expands;

  @Option(
      names = "--data",
      paramLabel = "D",
      description =
          "Also keep images for recalibrating batch norm and fit the accuracy model on these"
              + " images: ${bundle:data.forms}.")
  private String data;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Subnets evaluated for the accuracy model, at least "
              + LearnerChoice.MIN_SAMPLES
              + " (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Validation images each is judged on (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--recalibration-images",
      paramLabel = "N",
      defaultValue = "" + TrainingPolicy.DEFAULT_RECALIBRATION_IMAGES,
      description =
          "Training images of --data on which batch norm is recalibrated (default:"
              + " ${DEFAULT-VALUE}).")
  private int recalibrationImages;

  @Option(
      names = "--no-images",
      description = "Keep no images in the folder; later commands then need --data.")
  private boolean noImages;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what is drawn at random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    Check.range("--samples", samples, LearnerChoice.MIN_SAMPLES, ArchSelection.MAX_SAMPLE);
    Check.range("--recalibration-images", recalibrationImages, 1, MAX_RECALIBRATION);
    SamplesSpec wanted = new SamplesSpec(samples, images);
    AtomicFiles.requireWritableFolder(out);
    ImportChoices choices =
        new ImportChoices(
            resolutions == null ? Spaces.builtIn(RESOLUTIONS_OF).resolutions() : resolutions,
            Optional.ofNullable(depths),
            Optional.ofNullable(expands));
    int largest = choices.resolutions().stream().mapToInt(Integer::intValue).max().orElse(1);
    Optional<DataSplits> splits =
        Optional.ofNullable(data).map(text -> DataOption.open(text, out, largest, output));
    ImportRequest request =
        new ImportRequest(
            file,
            choices,
            labels(splits),
            Optional.ofNullable(mean),
            Optional.ofNullable(std),
            seed);
    SupernetImport work = SupernetImport.prepare(request, out);
    splits.ifPresent(d -> SupernetData.requireSameTask(work.description(), d, data));
    work.write();
    return splits.isPresent()
        ? sample(work, splits.get(), wanted)
        : show(work.description(), Optional.empty());
  }

  /** Those given, else those that a folder to go on with has, else those of the data. */
  private Optional<List<String>> labels(Optional<DataSplits> splits) {
    if (labels != null) {
      return Optional.of(lines(labels));
    }
    return SupernetFolder.exists(out)
        ? Optional.of(SupernetFolder.open(out).description().task().labels())
        : splits.map(DataSplits::labels);
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MAX_LABELS_BYTES) {
        throw new BadInputException(
            file + " has over " + MAX_LABELS_BYTES + " bytes: is it a list of labels?");
      }
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + " is not UTF-8 text: is it a list of labels?", e);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: check the path", e);
    }
  }

  private int sample(SupernetImport work, DataSplits splits, SamplesSpec wanted)
      throws IOException {
    splits.warnings().forEach(warning -> output.note("warning: " + warning));
    try (Interruption interruption = Interruption.listen();
        ProgressDisplay progress =
            ProgressDisplay.open(output.err(), System::nanoTime, "evaluate")) {
      long start = System.nanoTime();
      int[] before = {-1};
      Optional<ChosenModel> model =
          work.sample(
              splits,
              !noImages,
              recalibrationImages,
              wanted,
              (done, all) -> {
                before[0] = before[0] < 0 ? done - 1 : before[0];
                double each = (System.nanoTime() - start) / (double) (done - before[0]);
                progress.progressed(
                    (double) done / all,
                    Duration.ofNanos((long) (each * (all - done))),
                    done + " of " + all + " subnets");
              },
              interruption::requested);
      if (model.isEmpty()) {
        output.note("interrupted; everything is kept. To go on:");
        output.note(
            "  "
                + Texts.commandLine(
                    spec.root().name(), spec.root().commandLine().getParseResult().originalArgs()));
        return ExitCode.INTERRUPTED;
      }
      return show(work.description(), model);
    }
  }

  private int show(SupernetDescription description, Optional<ChosenModel> model) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("supernet", out.toString());
    json.put("space", description.space().name());
    json.put("classes", description.task().classes());
    json.put("channels", description.task().channels());
    json.put("resolutions", description.task().resolutions());
    json.put("largest", description.space().largest().toString());
    json.put("smallest", description.space().smallest().toString());
    json.put("accuracy_model", model.map(AccuracyModelText::toJson).orElse(null));
    output.result(
        Texts.path(out)
            + ": "
            + description.space().name()
            + ", "
            + description.space().size()
            + " subnets from "
            + description.space().smallest()
            + " to "
            + description.space().largest()
            + ", "
            + description.task().classes()
            + " classes, "
            + description.task().channels()
            + " channels\n"
            + model
                .map(AccuracyModelText::text)
                .orElse("no accuracy model yet: run this again with --data to search in it"),
        json);
    return ExitCode.DONE;
  }
}
