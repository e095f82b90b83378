package io.edgenas.search.strategy.model;

import io.edgenas.network.Arch;
import io.edgenas.search.accuracy.ArchEncoding;
import io.edgenas.search.accuracy.Belief;
import io.edgenas.search.accuracy.GaussianAccuracyModel;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One way to look at what was evaluated: the values as they are, or seen from close by, and a
 * Gaussian process of what is seen. Its parameters are looked for anew when there are a fifth more
 * samples.
 */
final class Lens {
  private static final double GROWTH = 1.2;

  private final ArchEncoding encoding;
  private final UnaryOperator<double[]> view;
  private Optional<GaussianAccuracyModel> model;
  private int parametersOf;
  private double bestSeen;

  private Lens(
      ArchEncoding encoding,
      UnaryOperator<double[]> view,
      Optional<GaussianAccuracyModel> start,
      int parametersOf) {
    this.encoding = encoding;
    this.view = view;
    this.model = start;
    this.parametersOf = parametersOf;
  }

  /**
   * Sees values as they are.
   *
   * @param start a model to begin with; empty to fit the first one anew
   * @param samples of that model
   */
  static Lens plain(ArchEncoding encoding, Optional<GaussianAccuracyModel> start, int samples) {
    return new Lens(encoding, UnaryOperator.identity(), start, start.isPresent() ? samples : 0);
  }

  /** Sees differences among the best large and those among the worst small: {@link CloseUp}. */
  static Lens closeUp(ArchEncoding encoding) {
    return new Lens(encoding, CloseUp::of, Optional.empty(), 0);
  }

  /**
   * Fits to all samples.
   *
   * @param samples at least two
   * @param allowed those of them that keep the constraints; the best of them is to be improved
   */
  void fit(Map<Arch, Double> samples, Collection<Arch> allowed) {
    List<Arch> archs = List.copyOf(samples.keySet());
    double[] seen =
        view.apply(samples.values().stream().mapToDouble(Double::doubleValue).toArray());
    boolean grown = archs.size() >= GROWTH * parametersOf;
    // Parameters looked for near the old ones would keep the mistakes of few samples.
    model =
        Optional.of(
            model
                .filter(before -> !grown)
                .map(before -> before.with(archs, seen))
                .orElseGet(() -> GaussianAccuracyModel.fitted(encoding, archs, seen)));
    parametersOf = grown ? archs.size() : parametersOf;
    bestSeen =
        IntStream.range(0, seen.length)
            .filter(i -> allowed.contains(archs.get(i)))
            .mapToDouble(i -> seen[i])
            .max()
            .orElseGet(() -> Arrays.stream(seen).max().orElseThrow());
  }

  /** The mean of what an evaluation is believed to say, as this lens shows it. */
  double[] means(List<Arch> archs) {
    return model.orElseThrow().top1(archs);
  }

  /**
   * By how much the next evaluation of each is expected to be better than the best evaluation, as
   * this lens shows it.
   */
  double[] improvements(List<Arch> archs) {
    double noise = model.orElseThrow().noise();
    return model.orElseThrow().beliefs(archs).stream()
        .mapToDouble(
            belief ->
                ExpectedImprovement.of(
                    new Belief(belief.mean(), Math.hypot(belief.deviation(), noise)), bestSeen))
        .toArray();
  }
}
