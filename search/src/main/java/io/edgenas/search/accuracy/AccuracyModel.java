package io.edgenas.search.accuracy;

import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.AccuracyMetric;
import java.util.List;

/**
 * Port: an accuracy that was learned from evaluated architectures, and that knows what it does not
 * know.
 */
public interface AccuracyModel extends AccuracyMetric {
  /** The name of what learned it, for example {@code ridge}. */
  String learner();

  /**
   * Answers for architectures, as {@link io.edgenas.search.Metric#values} describes.
   *
   * @return one per architecture, in order
   */
  List<Belief> beliefs(List<Arch> archs);

  /**
   * One standard deviation of the noise of one evaluation, as a fraction; 0 where it is not told.
   */
  double noise();

  /**
   * Learns from other samples in the same way; what only a long fit finds is kept.
   *
   * @throws io.edgenas.base.input.BadInputException if there are too few distinct architectures
   */
  AccuracyModel taught(List<EvaluatedArch> samples);

  /** The means of the {@link #beliefs}. */
  @Override
  default double[] top1(List<Arch> archs) {
    return beliefs(archs).stream().mapToDouble(Belief::mean).toArray();
  }
}
