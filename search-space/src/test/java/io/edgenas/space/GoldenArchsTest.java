package io.edgenas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.base.output.Sha256;
import io.edgenas.space.file.Spaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every built-in space draws at fixed seeds, so that a seed keeps its result for ever. The
 * golden file has one line for each kind of draw: the SHA-256 of all of them, and the first two.
 */
class GoldenArchsTest {
  private static final String GOLDEN = "archs.golden";
  private static final List<String> SPACES =
      List.of("ofa-mbv3-w1.0", "ofa-mbv3-w1.2", "mobile-28", "mobile-96", "tiny");
  private static final int COUNT = 200;

  @Test
  void everySeedKeepsItsArchitectures() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : SPACES) {
      for (int resolutions : new int[] {Integer.MAX_VALUE, 2}) {
        for (long seed = 1; seed <= 2; seed++) {
          add(lines, name, resolutions, seed);
        }
      }
    }
    assertEquals(golden(), String.join("\n", lines) + "\n");
  }

  private static String golden() throws IOException {
    try (InputStream in = GoldenArchsTest.class.getResourceAsStream(GOLDEN)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void add(List<String> lines, String name, int resolutions, long seed) {
    var space = Spaces.builtIn(name);
    var some = space.resolutions().subList(0, Math.min(resolutions, space.resolutions().size()));
    String what = name + " " + some.size() + " resolutions, seed " + seed + ", ";
    RandomGenerator random = new SplittableRandom(seed);
    var variation = new ArchVariation(space, some);
    var archs = new ArrayList<>(List.of(space.smallest(), space.largest()));
    lines.add(line(what + "ends", archs, random));
    for (int i = 0; i < COUNT; i++) {
      archs.add(variation.sample(random));
    }
    lines.add(line(what + "samples", archs.subList(2, archs.size()), random));
    for (double probability : new double[] {0.1, 0.6}) {
      List<Object> mutants = new ArrayList<>();
      for (var arch : archs) {
        mutants.add(variation.mutate(arch, probability, random));
      }
      lines.add(line(what + "mutants at " + probability, mutants, random));
    }
    List<Object> children = new ArrayList<>();
    for (int i = 0; i + 1 < archs.size(); i++) {
      children.add(variation.crossover(archs.get(i), archs.get(i + 1), random));
    }
    lines.add(line(what + "crossovers", children, random));
    List<Object> neighbours = new ArrayList<>();
    for (var arch : archs.subList(0, 10)) {
      neighbours.addAll(variation.neighbours(arch));
    }
    lines.add(line(what + "neighbours", neighbours, random));
    lines.add(line(what + "balanced", BalancedSample.draw(space, COUNT, random), random));
  }

  /** The generator's next number shows that as many were drawn from it as before. */
  private static String line(String what, List<?> archs, RandomGenerator random) {
    StringBuilder all = new StringBuilder();
    archs.forEach(arch -> all.append(arch).append('\n'));
    all.append(random.nextLong());
    return what
        + ": "
        + archs.size()
        + " "
        + Sha256.of(all.toString()).substring(0, 16)
        + " "
        + archs.get(0)
        + " "
        + archs.get(1);
  }
}
