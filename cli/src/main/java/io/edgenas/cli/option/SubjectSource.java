package io.edgenas.cli.option;

import io.edgenas.network.EvaluatedArch;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.pipeline.adapter.AccuracyModelFile;
import io.edgenas.pipeline.adapter.OnnxAccuracy;
import io.edgenas.pipeline.adapter.SupernetAccuracy;
import io.edgenas.pipeline.extract.WidestMetadata;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profiler.command.option.TaskOptions;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.accuracy.ChosenModel;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a search gets space, task and accuracy from: one group of options. */
public final class SubjectSource {
  @Option(
      names = "--supernet",
      paramLabel = "DIR",
      description = "A trained supernet: tells space, classes and accuracy.")
  private Path supernet;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private Parts parts;

  private static final class Parts {
    @Option(
        names = "--space",
        required = true,
        paramLabel = "S",
        description = "Instead: name of a built-in space, or a space file, ...")
    private String space;

    @Option(
        names = "--accuracy-model",
        required = true,
        paramLabel = "FILE",
        description = "... and an ONNX file that predicts accuracy.")
    private Path accuracyModel;
  }

  /**
   * What is searched, wherever it comes from.
   *
   * @param resolutions those that the accuracy knows
   * @param chosen of a supernet: a file does not tell how sure it is
   * @param description of a supernet
   * @param images how many the accuracy was learned from; 1 where unknown
   */
  public record Subject(
      SearchSpace space,
      Task task,
      AccuracyMetric accuracy,
      List<Integer> resolutions,
      Optional<ChosenModel> chosen,
      Optional<SupernetDescription> description,
      int images,
      Runnable closing)
      implements AutoCloseable {
    /** How the file of a network is written: with metadata, where a supernet tells them. */
    public Function<Network, EmitOptions> file(DeviceProfile device) {
      return description.isPresent()
          ? new WidestMetadata(description.get(), device)
          : network -> EmitOptions.DEFAULT;
    }

    @Override
    public void close() {
      closing.run();
    }
  }

  /**
   * What the options name; the caller closes it.
   *
   * @param task of a space; refused beside a supernet, which tells its own
   * @throws io.edgenas.base.input.BadInputException if something cannot be read
   */
  public Subject subject(TaskOptions task, CommandSpec command) {
    if (supernet != null) {
      refuseTaskOptions(command, "--supernet");
      SupernetFolder folder = SupernetFolder.open(supernet);
      ChosenModel chosen = SupernetAccuracy.read(folder);
      return new Subject(
          folder.description().space(),
          folder.description().task(),
          chosen.model(),
          folder.description().task().resolutions(),
          Optional.of(chosen),
          Optional.of(folder.description()),
          folder.samples().stream().mapToInt(EvaluatedArch::images).max().orElse(1),
          () -> {});
    }
    SearchSpace space = Spaces.find(parts.space);
    OnnxAccuracy accuracy = AccuracyModelFile.open(parts.accuracyModel, space);
    return new Subject(
        space,
        task.task(space),
        accuracy,
        accuracy.resolutions(),
        Optional.empty(),
        Optional.empty(),
        1,
        accuracy::close);
  }

  /**
   * Refuses the options of a task beside something that tells it.
   *
   * @param source the option that tells it
   */
  public static void refuseTaskOptions(CommandSpec command, String source) {
    for (String name : List.of("--classes", "--channels")) {
      if (command.commandLine().getParseResult().hasMatchedOption(name)) {
        throw new ParameterException(
            command.commandLine(), name + " is not allowed with " + source + ", which tells it");
      }
    }
  }
}
