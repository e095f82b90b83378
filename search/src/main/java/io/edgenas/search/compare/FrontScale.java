package io.edgenas.search.compare;

import io.edgenas.search.front.Hypervolume;
import io.edgenas.search.front.Pareto;
import java.util.List;

/**
 * What the fronts of a comparison are measured against: a reference point that is a tenth worse
 * than the ends of the front of all runs together, as Ishibuchi et al. propose (How to Specify a
 * Reference Point in Hypervolume Calculation for Fair Performance Comparison, 2018), and the
 * hypervolume of that front. A run's hypervolume is given as a share of it.
 *
 * @param front of all runs together, by ascending cost; at least one point
 * @param cost the largest cost that counts
 * @param top1 the smallest accuracy that counts
 */
public record FrontScale(List<FrontPoint> front, double cost, double top1) {
  private static final double MARGIN = 0.1;

  public FrontScale {
    front = List.copyOf(front);
  }

  private static double[] gains(FrontPoint point) {
    return new double[] {-point.cost(), point.top1()};
  }

  /** The scale of all runs of all entries, which have a cost. */
  public static FrontScale of(List<Entry> entries) {
    List<FrontPoint> all =
        entries.stream()
            .flatMap(entry -> entry.runs().stream())
            .flatMap(run -> run.front().stream())
            .toList();
    List<FrontPoint> front = Pareto.front(all, FrontPoint::cost, FrontPoint::top1);
    FrontPoint cheapest = front.get(0);
    FrontPoint dearest = front.get(front.size() - 1);
    return new FrontScale(
        front,
        dearest.cost() + margin(dearest.cost() - cheapest.cost(), dearest.cost()),
        cheapest.top1() - margin(dearest.top1() - cheapest.top1(), cheapest.top1()));
  }

  /** A front of one point has no range of its own. */
  private static double margin(double range, double value) {
    return MARGIN * (range > 0 ? range : Math.max(Math.abs(value), Double.MIN_NORMAL));
  }

  /** The hypervolume of each run as a share of that of all together, 0 to 1. */
  public Spread shares(Entry entry) {
    double whole = hypervolume(front);
    return Spread.of(entry.each(run -> hypervolume(run.front()) / whole));
  }

  /** The share of one run. */
  public double share(Run run) {
    return hypervolume(run.front()) / hypervolume(front);
  }

  private double hypervolume(List<FrontPoint> points) {
    return Hypervolume.of(
        points.stream().map(FrontScale::gains).toList(), gains(new FrontPoint(cost, top1)));
  }
}
