package io.edgenas.benchmarks;

import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.accuracy.ArchFeatures;
import io.edgenas.search.accuracy.RidgeAccuracyModel;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What benchmarks are fed with: the same in every run. */
final class RandomArchs {
  private static final int SAMPLES = 200;

  private RandomArchs() {}

  /** Architectures at any of the space's resolutions. */
  static List<Arch> of(SearchSpace space, int count, long seed) {
    ArchVariation variation = new ArchVariation(space);
    RandomGenerator random = new SplittableRandom(seed);
    return IntStream.range(0, count).mapToObj(i -> variation.sample(random)).toList();
  }

  /** A model fitted on random accuracies: as large and as fast as one of real ones. */
  static RidgeAccuracyModel accuracyModel(SearchSpace space) {
    RandomGenerator random = new SplittableRandom(2);
    return RidgeAccuracyModel.fit(
        new ArchFeatures(space, space.resolutions()),
        of(space, SAMPLES, 3).stream()
            .map(arch -> new EvaluatedArch(arch, random.nextDouble(0.7, 0.8), 1_000))
            .toList());
  }
}
