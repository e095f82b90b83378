package io.edgenas.supernet.evaluate;

import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.List;

/**
 * How good the two ends of a supernet are, as fractions from 0 to 1.
 *
 * @param largestTop1 top-1 of the largest subnet at the largest resolution
 * @param smallestTop1 top-1 of the smallest subnet at the smallest resolution
 */
public record EndAccuracies(double largestTop1, double smallestTop1) {
  /**
   * Judges both.
   *
   * @throws BrokenSubnetException as {@link Evaluator#evaluate}
   */
  public static EndAccuracies of(Evaluator evaluator, MbConvSpace space, Task task) {
    List<Integer> resolutions = task.resolutions();
    int highest = resolutions.get(resolutions.size() - 1);
    return new EndAccuracies(
        evaluator.evaluate(space.largest().withResolution(highest)).top1(),
        evaluator.evaluate(space.smallest().withResolution(resolutions.get(0))).top1());
  }
}
