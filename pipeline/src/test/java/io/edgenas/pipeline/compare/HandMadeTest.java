package io.edgenas.pipeline.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.adapter.NetworkMetrics;
import io.edgenas.pipeline.compare.HandMade.Made;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.Constraint;
import io.edgenas.search.Metric;
import io.edgenas.search.SearchProblem;
import io.edgenas.space.DecisionSpace;
import io.edgenas.space.UniformScaling;
import io.edgenas.space.fixtures.ChainSpace;
import io.edgenas.space.fixtures.TinySpace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandMadeTest {
  private static final Metric PARAMETERS = metrics().get(0);
  private static final Metric MACS = metrics().get(1);

  /** More MACs are better, until they are too many. */
  private static final AccuracyMetric ACCURACY =
      archs -> {
        double[] top1 = MACS.values(archs);
        for (int i = 0; i < top1.length; i++) {
          top1[i] = 0.9 - Math.pow(top1[i] / 1e6 - 0.4, 2);
        }
        return top1;
      };

  private static List<Metric> metrics() {
    return new NetworkMetrics(
            TinySpace.SPACE, TinySpace.TASK, List.of(NetworkFigure.PARAMETERS, NetworkFigure.MACS))
        .all();
  }

  private static SearchProblem problem(DecisionSpace space, Constraint... constraints) {
    return new SearchProblem(space, space.resolutions(), ACCURACY, List.of(constraints));
  }

  @Test
  void theFrontHasWhatNoOtherBeats() {
    HandMade made = HandMade.of(problem(TinySpace.SPACE), PARAMETERS).orElseThrow();
    List<Arch> all = UniformScaling.of(TinySpace.SPACE);
    assertEquals(all.size(), made.count());
    List<Arch> front = made.front().stream().map(Made::arch).toList();
    double[] top1 = ACCURACY.top1(all);
    double[] params = PARAMETERS.values(all);
    for (int i = 0; i < all.size(); i++) {
      boolean beaten = false;
      for (int j = 0; j < all.size(); j++) {
        beaten |=
            top1[j] >= top1[i]
                && params[j] <= params[i]
                && (top1[j] > top1[i] || params[j] < params[i]);
      }
      assertEquals(!beaten, front.contains(all.get(i)), all.get(i).toString());
    }
    double best = made.best().point().top1();
    assertTrue(made.front().stream().allMatch(each -> each.point().top1() <= best));
  }

  @Test
  void onlyThoseThatKeepEveryConstraintCount() {
    double most = 12_000;
    HandMade made =
        HandMade.of(
                problem(
                    TinySpace.SPACE,
                    Constraint.atMost(PARAMETERS, most),
                    Constraint.atLeast(MACS, 30_000)),
                PARAMETERS)
            .orElseThrow();
    List<Arch> all = UniformScaling.of(TinySpace.SPACE);
    double[] params = PARAMETERS.values(all);
    double[] macs = MACS.values(all);
    int kept = 0;
    for (int i = 0; i < all.size(); i++) {
      kept += params[i] <= most && macs[i] >= 30_000 ? 1 : 0;
    }
    assertEquals(kept, made.count());
    assertTrue(kept > 0 && kept < all.size(), kept + " of " + all.size() + " test something");
    assertTrue(made.front().stream().allMatch(each -> each.point().cost() <= most));
  }

  @Test
  void whatAConstraintDoesNotCoverIsNoneOfThem() {
    Metric unknown =
        new Metric() {
          @Override
          public String name() {
            return "unknown";
          }

          @Override
          public String unit() {
            return "";
          }

          @Override
          public double[] values(List<Arch> archs) {
            return archs.stream().mapToDouble(a -> a.resolution() == 16 ? 1 : Double.NaN).toArray();
          }
        };
    HandMade made =
        HandMade.of(problem(TinySpace.SPACE, Constraint.atMost(unknown, 2)), PARAMETERS)
            .orElseThrow();
    assertEquals(4, made.count());
    assertTrue(made.front().stream().allMatch(each -> each.arch().resolution() == 16));
  }

  @Test
  void onlyResolutionsOfTheProblemAreUsed() {
    SearchProblem problem = new SearchProblem(TinySpace.SPACE, List.of(20), ACCURACY, List.of());
    HandMade made = HandMade.of(problem, PARAMETERS).orElseThrow();
    assertEquals(4, made.count());
    assertEquals(20, made.best().arch().resolution());
  }

  @Test
  void thereIsNoneWhereNothingScalesOrNothingFits() {
    assertEquals(Optional.empty(), HandMade.of(problem(ChainSpace.SPACE), PARAMETERS));
    assertEquals(
        Optional.empty(),
        HandMade.of(problem(TinySpace.SPACE, Constraint.atMost(PARAMETERS, 1)), PARAMETERS));
    assertThrows(IllegalArgumentException.class, () -> new HandMade(0, List.of()));
  }

  @Test
  void theTableHasARowForEachOfTheFront() {
    HandMade made = HandMade.of(problem(TinySpace.SPACE), PARAMETERS).orElseThrow();
    List<String> lines = made.csv().lines().toList();
    assertEquals("arch,cost,top1", lines.get(0));
    assertEquals(1 + made.front().size(), lines.size());
    Made best = made.best();
    assertEquals(
        best.arch() + "," + best.point().cost() + "," + best.point().top1(),
        lines.get(lines.size() - 1));
  }
}
