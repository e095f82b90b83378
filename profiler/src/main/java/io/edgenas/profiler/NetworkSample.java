package io.edgenas.profiler;

import io.edgenas.network.Arch;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Which subnets a profile measures as wholes: no subnet twice, calibration and validation in turn
 * so that drift touches both alike. A longer sample with the same seed begins with the shorter one.
 *
 * <p>Calibration has the largest and the smallest subnet, so that the model need not extrapolate;
 * all others are drawn. Every second validation subnet has any resolution of the space between the
 * measured ones: interpolation is judged too.
 */
final class NetworkSample {
  private static final int ATTEMPTS_PER_NETWORK = 1_000;

  private NetworkSample() {}

  /** A subnet and what it is for. */
  record Chosen(Arch arch, Role role) {}

  /**
   * Draws subnets; fewer than asked for where the space has no more.
   *
   * @param measured resolutions of the measured operations
   */
  static List<Chosen> draw(
      SearchSpace space, List<Integer> measured, int calibration, int validation, long seed) {
    List<Integer> ascending = measured.stream().sorted().distinct().toList();
    int smallest = ascending.get(0);
    int largest = ascending.get(ascending.size() - 1);
    ArchVariation onMeasured = new ArchVariation(space, ascending);
    ArchVariation onAny =
        new ArchVariation(
            space,
            space.resolutions().stream().filter(r -> r >= smallest && r <= largest).toList());
    RandomGenerator calibrationRandom = new SplittableRandom(2 * seed);
    RandomGenerator validationRandom = new SplittableRandom(2 * seed + 1);
    List<Arch> ends =
        List.of(space.largest().withResolution(largest), space.smallest().withResolution(smallest));
    Set<Arch> taken = new HashSet<>();
    List<Chosen> chosen = new ArrayList<>();
    for (int i = 0; i < Math.max(calibration, validation); i++) {
      if (i < calibration) {
        Arch arch = i < ends.size() ? ends.get(i) : drawNew(onMeasured, calibrationRandom, taken);
        add(arch, Role.CALIBRATION, taken, chosen);
      }
      if (i < validation) {
        ArchVariation variation = i % 2 == 0 ? onMeasured : onAny;
        add(drawNew(variation, validationRandom, taken), Role.VALIDATION, taken, chosen);
      }
    }
    return chosen;
  }

  private static void add(Arch arch, Role role, Set<Arch> taken, List<Chosen> chosen) {
    if (arch != null && taken.add(arch)) {
      chosen.add(new Chosen(arch, role));
    }
  }

  /** A subnet that is not taken, or null if none was found. */
  private static Arch drawNew(ArchVariation variation, RandomGenerator random, Set<Arch> taken) {
    for (int attempt = 0; attempt < ATTEMPTS_PER_NETWORK; attempt++) {
      Arch arch = variation.sample(random);
      if (!taken.contains(arch)) {
        return arch;
      }
    }
    return null;
  }
}
