package io.edgenas.cli;

import io.edgenas.base.input.Check;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.Json;
import io.edgenas.base.table.CsvText;
import io.edgenas.cli.option.Fp32Profile;
import io.edgenas.cli.option.FrontOptions;
import io.edgenas.cli.option.LimitOptions;
import io.edgenas.cli.option.LimitOptions.Limits;
import io.edgenas.cli.option.RewardOption;
import io.edgenas.cli.option.SearchOptions;
import io.edgenas.cli.option.StrategyHelp;
import io.edgenas.cli.option.SubjectSource;
import io.edgenas.cli.option.SubjectSource.Subject;
import io.edgenas.cli.text.FrontAnswer;
import io.edgenas.cli.text.RewardAnswer;
import io.edgenas.cli.text.SearchAnswer;
import io.edgenas.cli.text.SearchAnswer.Believed;
import io.edgenas.console.ExitCode;
import io.edgenas.console.OutputOptions;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.extract.Coverage;
import io.edgenas.pipeline.extract.FrontSearch;
import io.edgenas.pipeline.extract.FrontSearch.Front;
import io.edgenas.pipeline.extract.Outlook;
import io.edgenas.pipeline.extract.RewardSearch;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.pipeline.extract.SubnetSearch.Found;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profiler.command.option.EmulatedOption;
import io.edgenas.profiler.command.option.TaskOptions;
import io.edgenas.search.Candidate;
import io.edgenas.search.accuracy.ChosenModel;
import io.edgenas.search.reward.RewardPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code edgenas search}: the most accurate architecture that keeps a budget. */
@Command(
    name = "search",
    modelTransformer = StrategyHelp.class,
    description = "The architecture with the best predicted accuracy within a latency budget.")
final class SearchCommand implements Callable<Integer> {
  private static final List<String> COLUMNS = List.of("arch", "predicted_top1", "bound_ms");

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;
  @Mixin private EmulatedOption emulated;
  @Mixin private SearchOptions options;
  @Mixin private LimitOptions limitOptions;
  @Mixin private FrontOptions frontOptions;
  @Mixin private RewardOption rewardOption;
  @Mixin private TaskOptions taskOptions;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private SubjectSource source;

  @Option(
      names = "--profile",
      required = true,
      paramLabel = "DIR",
      description = "The device profile to search for.")
  private Path profile;

  @Option(
      names = "--budget-ms",
      paramLabel = "X",
      description =
          "Largest latency of one run, in milliseconds; required without --front or --reward.")
  private Double budgetMs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write search.json and every evaluated subnet (evaluated.csv) to DIR.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    boolean front = frontOptions.front();
    Optional<RewardPlan> reward = rewardOption.plan(front);
    if (budgetMs != null) {
      Check.positive("--budget-ms", budgetMs);
    } else if (!front && reward.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Missing required option: '--budget-ms=X', or '--front', or '--reward=R'");
    }
    Effort effort = front ? options.effortForFront() : options.effort();
    if (out != null) {
      AtomicFiles.requireWritableFolder(out);
    }
    frontOptions
        .csv()
        .ifPresent(file -> AtomicFiles.requireWritableFolder(file.toAbsolutePath().getParent()));
    DeviceProfile device = emulated.check(Fp32Profile.read(profile));
    try (Subject subject = source.subject(taskOptions, spec)) {
      LatencyModel latency = LatencyModels.of(device, subject.space());
      Limits limits = limitOptions.limits(subject.space(), emulated::check, subject.file(device));
      Coverage coverage =
          Coverage.of(
              subject.space(),
              subject.task(),
              options.resolutions(subject.resolutions()),
              limits.devices(latency));
      coverage.notes().forEach(output::note);
      SubnetSearch search =
          new SubnetSearch(
              subject.space(),
              subject.task(),
              coverage.covered(),
              latency,
              subject.accuracy(),
              limits.limits());
      if (front) {
        front(subject, search, frontOptions.costs(latency, subject.file(device)), effort, coverage);
      } else if (reward.isPresent()) {
        Map<String, NetworkFigure> costs = NetworkFigure.costs(latency, subject.file(device));
        rewarded(subject, RewardSearch.of(search, reward.get(), costs), effort, coverage);
      } else {
        best(subject, search, effort, coverage);
      }
    }
    return ExitCode.DONE;
  }

  private void best(Subject subject, SubnetSearch search, Effort effort, Coverage coverage)
      throws IOException {
    Found found = search.find(budgetMs, effort);
    SearchAnswer answer =
        SearchAnswer.of(search, found, options.strategyOptions(), coverage)
            .with(
                subject
                    .chosen()
                    .map(
                        chosen ->
                            new Believed(
                                chosen,
                                Outlook.of(
                                    search, chosen.model(), found, effort, subject.images()))));
    if (out != null) {
      write(answer);
    }
    output.result(answer.text(), answer.toJson());
  }

  private void front(
      Subject subject,
      SubnetSearch search,
      List<NetworkFigure> costs,
      Effort effort,
      Coverage coverage)
      throws IOException {
    OptionalDouble budget = budget();
    FrontSearch frontSearch = new FrontSearch(search, costs);
    Front found = frontSearch.find(budget, effort);
    FrontAnswer answer =
        new FrontAnswer(
            frontSearch,
            found,
            budget,
            options.strategyOptionsForFront(),
            coverage,
            subject.chosen().map(ChosenModel::model),
            subject.images());
    if (frontOptions.csv().isPresent()) {
      AtomicFiles.write(frontOptions.csv().get(), answer.csv(found.members()));
    }
    if (out != null) {
      AtomicFiles.write(out.resolve("evaluated.csv"), answer.csv(found.result().evaluated()));
      AtomicFiles.write(out.resolve("search.json"), Json.pretty(answer.toJson()));
    }
    output.result(answer.text(), answer.toJson());
  }

  private void rewarded(Subject subject, RewardSearch search, Effort effort, Coverage coverage)
      throws IOException {
    RewardAnswer answer =
        new RewardAnswer(
            search,
            search.find(budget(), effort),
            options.strategyOptions(),
            coverage,
            subject.chosen(),
            subject.images());
    if (out != null) {
      AtomicFiles.write(out.resolve("evaluated.csv"), answer.csv());
      AtomicFiles.write(out.resolve("search.json"), Json.pretty(answer.toJson()));
    }
    output.result(answer.text(), answer.toJson());
  }

  private OptionalDouble budget() {
    return budgetMs == null ? OptionalDouble.empty() : OptionalDouble.of(budgetMs);
  }

  private void write(SearchAnswer answer) throws IOException {
    StringBuilder rows = new StringBuilder(CsvText.line(COLUMNS));
    for (Candidate candidate : answer.found().result().evaluated()) {
      rows.append(
          CsvText.line(List.of(candidate.arch(), candidate.top1(), candidate.values().get(0))));
    }
    AtomicFiles.write(out.resolve("evaluated.csv"), rows.toString());
    AtomicFiles.write(out.resolve("search.json"), Json.pretty(answer.toJson()));
  }
}
