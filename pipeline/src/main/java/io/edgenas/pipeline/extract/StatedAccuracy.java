package io.edgenas.pipeline.extract;

import io.edgenas.base.statistics.Interval;
import io.edgenas.data.Dataset;
import io.edgenas.network.Arch;
import io.edgenas.onnx.file.Accuracy;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.supernet.evaluate.ClassRecall;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.evaluate.HeldOut;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses among subnets by images, and states the accuracy of the chosen one by others, which chose
 * nothing: see {@link HeldOut}.
 */
public final class StatedAccuracy {
  private final Optional<Evaluator> choosing;
  private final Optional<Evaluator> stating;
  private final String name;
  private final Map<Arch, Double> chosenBy = new HashMap<>();

  /**
   * @param recalibration training images for batch norm
   * @param dataName what the data set is called for people
   */
  StatedAccuracy(SupernetSession session, Dataset recalibration, HeldOut images, String dataName) {
    this.choosing = images.choosing().map(those -> evaluator(session, recalibration, those));
    this.stating = images.stating().map(those -> evaluator(session, recalibration, those));
    this.name = images.statingName() + " of " + dataName;
  }

  private static Evaluator evaluator(
      SupernetSession session, Dataset recalibration, Dataset images) {
    return new Evaluator(session.supernet(), session.description().input(), recalibration, images);
  }

  /**
   * What is said about a subnet.
   *
   * @param balancedTop1 mean of the classes' recalls
   */
  public record Stated(Accuracy accuracy, double balancedTop1, Interval balancedInterval) {}

  /**
   * The best of some subnets on the images that choose; the first of equal ones, and where no
   * images choose.
   */
  Arch best(List<Arch> finalists) {
    Arch best = finalists.get(0);
    if (choosing.isEmpty()) {
      return best;
    }
    for (Arch arch : finalists) {
      best = top1(arch) > top1(best) ? arch : best;
    }
    return best;
  }

  private double top1(Arch arch) {
    return chosenBy.computeIfAbsent(arch, each -> choosing.orElseThrow().evaluate(each).top1());
  }

  /** The accuracy on the images that chose nothing; empty where there are none. */
  Optional<Stated> of(Arch arch) {
    return stating.map(evaluator -> stated(evaluator.evaluate(arch).recall()));
  }

  private Stated stated(ClassRecall recall) {
    return new Stated(
        Accuracy.measured(recall.top1(), recall.imageCount(), recall.top1Interval(), name),
        recall.balancedTop1(),
        recall.balancedTop1Interval());
  }
}
