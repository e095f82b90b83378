package io.edgenas.cli;

import io.edgenas.base.input.Check;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.cli.option.ContestantOptions;
import io.edgenas.cli.option.Fp32Profile;
import io.edgenas.cli.option.RewardOption;
import io.edgenas.cli.option.StrategyHelp;
import io.edgenas.cli.option.SubjectSource;
import io.edgenas.cli.option.SubjectSource.Subject;
import io.edgenas.cli.option.SubnetsSource;
import io.edgenas.cli.option.TableSource;
import io.edgenas.cli.text.ComparisonText;
import io.edgenas.console.ExitCode;
import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.compare.ComparedProblem;
import io.edgenas.pipeline.compare.Comparison;
import io.edgenas.pipeline.extract.Coverage;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profiler.command.option.EmulatedOption;
import io.edgenas.profiler.command.option.TaskOptions;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.compare.Contest;
import io.edgenas.search.compare.Contestant;
import io.edgenas.search.compare.Entry;
import io.edgenas.search.reward.RewardPlan;
import io.edgenas.search.table.TableProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edgenas compare}: search strategies beside each other on one problem. */
@Command(
    name = "compare",
    modelTransformer = StrategyHelp.class,
    description = {
      "Compares search strategies on one problem, with equal queries and several seeds: how good"
          + " each is after how many queries, whether it beats random search, and the front that"
          + " it sees. A query is one architecture whose accuracy is asked for; asked with a part of"
          + " the effort (--levels), it counts as that part.",
      ""
    })
final class CompareCommand implements Callable<Integer> {
  private static final int DEFAULT_QUERIES = 200;
  private static final int DEFAULT_SEEDS = 20;
  private static final int MOST_THREADS = 1_024;

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;
  @Mixin private EmulatedOption emulated;
  @Mixin private TaskOptions taskOptions;
  @Mixin private ContestantOptions contestantOptions;
  @Mixin private RewardOption rewardOption;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  @Option(
      names = "--queries",
      paramLabel = "N",
      defaultValue = "" + DEFAULT_QUERIES,
      description = "Most architectures that a run asks about (default: ${DEFAULT-VALUE}).")
  private int queries;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "" + DEFAULT_SEEDS,
      description = "Runs of each strategy (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the first run; the others follow (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(
      names = "--front",
      description =
          "Ask for the whole front: the cost becomes a second objective, for strategies that look"
              + " at it.")
  private boolean front;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many runs go on at once (default: one a core). The result does not depend on it.")
  private Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write tables (CSV) and pictures (SVG) to DIR.")
  private Path out;

  private static final class Source {
    @ArgGroup(
        exclusive = false,
        multiplicity = "1",
        heading = "%nSubnets within a latency on one device:%n")
    private SubnetsSource subnets;

    @ArgGroup(
        exclusive = false,
        multiplicity = "1",
        heading = "%nOr a table of architectures, see docs/tables.md:%n")
    private TableSource table;
  }

  @Override
  public Integer call() throws IOException {
    List<Contestant> contestants = contestantOptions.contestants();
    Optional<RewardPlan> reward = rewardOption.plan(front);
    SearchBudget budget = Check.input(() -> new SearchBudget(queries));
    Check.range("--seeds", seeds, 1, Contest.MOST_SEEDS);
    int workers =
        threads == null
            ? Runtime.getRuntime().availableProcessors()
            : Check.range("--threads", threads, 1, MOST_THREADS);
    if (out != null) {
      AtomicFiles.requireWritableFolder(out);
    }
    if (source.table != null) {
      SubjectSource.refuseTaskOptions(spec, "--table");
      reward.ifPresent(any -> source.table.refuseLevels());
      TableProblem table = source.table.problem();
      String title = source.table.title();
      ComparedProblem problem =
          reward
              .map(plan -> ComparedProblem.rewarded(table, title, plan))
              .orElseGet(() -> ComparedProblem.of(table, title));
      compare(problem, contestants, budget, workers);
      output.note(ComparisonText.about(table));
    } else {
      OptionalDouble budgetMs = source.subnets.budgetMs(reward.isEmpty(), spec);
      try (Subject subject = source.subnets.source().subject(taskOptions, spec)) {
        compare(ofSubnets(subject, budgetMs, reward), contestants, budget, workers);
      }
    }
    return ExitCode.DONE;
  }

  private ComparedProblem ofSubnets(
      Subject subject, OptionalDouble budgetMs, Optional<RewardPlan> reward) {
    DeviceProfile device = emulated.check(Fp32Profile.read(source.subnets.profile()));
    LatencyModel latency = LatencyModels.of(device, subject.space());
    Coverage coverage =
        Coverage.of(subject.space(), subject.task(), subject.resolutions(), List.of(latency));
    coverage.notes().forEach(output::note);
    SubnetSearch search =
        new SubnetSearch(
            subject.space(), subject.task(), coverage.covered(), latency, subject.accuracy());
    return reward
        .map(
            plan ->
                ComparedProblem.rewarded(
                    search, budgetMs, plan, NetworkFigure.costs(latency, subject.file(device))))
        .orElseGet(() -> ComparedProblem.of(search, budgetMs.orElseThrow()));
  }

  private void compare(
      ComparedProblem problem, List<Contestant> contestants, SearchBudget budget, int workers)
      throws IOException {
    Comparison comparison =
        Comparison.of(
            front ? problem.withFront() : problem,
            contestants,
            budget,
            firstSeed,
            seeds,
            workers,
            this::finished);
    if (out != null) {
      comparison.write(out);
      output.note("tables and pictures: " + Texts.path(out));
    }
    ComparisonText text = new ComparisonText(comparison);
    output.text(text.header());
    comparison.entries().forEach(entry -> output.result(text.line(entry), text.toJson(entry)));
    comparison.entries().forEach(entry -> text.rewarded(entry).ifPresent(output::text));
    text.handMade().ifPresent(output::text);
  }

  private void finished(Entry entry) {
    double seconds = entry.runs().stream().mapToDouble(run -> run.seconds()).sum();
    output.note(
        entry.label()
            + ": "
            + entry.runs().size()
            + " runs, "
            + Texts.time(Duration.ofMillis((long) (1e3 * seconds / entry.runs().size())))
            + " each"
            + ComparisonText.counts(entry));
  }
}
