package io.edgenas.pipeline.compare;

import io.edgenas.base.table.CsvText;
import io.edgenas.network.Arch;
import io.edgenas.search.Constraint;
import io.edgenas.search.Metric;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.compare.FrontPoint;
import io.edgenas.search.front.Pareto;
import io.edgenas.space.UniformScaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rule reaches without a search: networks scaled as a whole ({@link UniformScaling}), judged
 * by the problem's own metrics.
 *
 * @param count how many of them keep the constraints
 * @param front those that no other beats in accuracy and cost, by ascending cost; at least one, and
 *     the last is the most accurate
 */
public record HandMade(int count, List<Made> front) {
  /** One of them, between cost and accuracy. */
  public record Made(Arch arch, FrontPoint point) {}

  public HandMade {
    front = List.copyOf(front);
    if (front.isEmpty()) {
      throw new IllegalArgumentException("nothing is hand-made: there is nothing to compare with");
    }
  }

  /**
   * Makes and judges them: all that keep the constraints, which may be up to some hundreds.
   *
   * @param problem whose first objective is accuracy, 0 to 1
   * @param cost what the front is over, in the metric's unit
   * @return empty if the space has no dimension to scale, or none keeps the constraints
   */
  public static Optional<HandMade> of(SearchProblem problem, Metric cost) {
    List<Arch> kept = UniformScaling.of(problem.space().withResolutions(problem.resolutions()));
    for (Constraint constraint : problem.constraints()) {
      kept = keeping(constraint, kept);
    }
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    double[] top1 = problem.objectives().get(0).metric().values(kept);
    double[] costs = cost.values(kept);
    List<Made> made = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      made.add(new Made(kept.get(i), new FrontPoint(costs[i], top1[i])));
    }
    return Optional.of(
        new HandMade(
            made.size(),
            Pareto.front(made, each -> each.point().cost(), each -> each.point().top1())));
  }

  /** What a constraint does not cover (NaN) does not keep it. */
  private static List<Arch> keeping(Constraint constraint, List<Arch> archs) {
    double[] values = constraint.metric().values(archs);
    List<Arch> kept = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (constraint.range().violation(values[i]) == 0) {
        kept.add(archs.get(i));
      }
    }
    return kept;
  }

  /** The most accurate. */
  public Made best() {
    return front.get(front.size() - 1);
  }

  /** The front as a CSV file. */
  public String csv() {
    StringBuilder csv = new StringBuilder(CsvText.line(List.of("arch", "cost", "top1")));
    for (Made made : front) {
      csv.append(CsvText.line(List.of(made.arch(), made.point().cost(), made.point().top1())));
    }
    return csv.toString();
  }
}
