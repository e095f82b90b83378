package io.edgenas.cli;

import io.edgenas.cli.job.SubnetSearch.Effort;
import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.search.EvolutionarySearch;
import io.edgenas.search.RandomSearch;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchStrategy;
import java.util.List;
import picocli.CommandLine.Option;

/** What every command that searches can be told. */
final class SearchOptions {
  private static final int DEFAULT_EVALUATIONS = 20_000;
  private static final List<SearchStrategy> STRATEGIES =
      List.of(new EvolutionarySearch(), new RandomSearch());

  @Option(
      names = "--budget-ms",
      required = true,
      paramLabel = "X",
      description = "Largest latency of one run, in milliseconds.")
  private double budgetMs;

  @Option(
      names = "--strategy",
      paramLabel = "S",
      defaultValue = "evolutionary",
      description = "evolutionary or random (default: ${DEFAULT-VALUE}).")
  private String strategy;

  @Option(
      names = "--evaluations",
      paramLabel = "N",
      defaultValue = "" + DEFAULT_EVALUATIONS,
      description = "Most subnets whose accuracy is asked for (default: ${DEFAULT-VALUE}).")
  private int evaluations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed finds the same (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** The budget, checked. */
  double budgetMs() {
    return Check.positive("--budget-ms", budgetMs);
  }

  /** How to search, checked. */
  Effort effort() {
    return new Effort(find(strategy), new SearchBudget(evaluations), seed);
  }

  private static SearchStrategy find(String name) {
    List<String> names = STRATEGIES.stream().map(SearchStrategy::name).toList();
    if (!names.contains(name)) {
      throw new BadInputException(
          "unknown strategy '"
              + Check.shown(name)
              + "'"
              + Check.didYouMean(name, names)
              + ": choose one of "
              + names);
    }
    return STRATEGIES.get(names.indexOf(name));
  }
}
