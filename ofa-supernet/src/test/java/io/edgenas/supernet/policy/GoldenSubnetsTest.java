package io.edgenas.supernet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.base.output.Sha256;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The subnets that phases draw at fixed seeds: a training that goes on must see the same ones. */
class GoldenSubnetsTest {
  private static final List<Openings> PHASES =
      List.of(
          new Openings(Opening.ALL, Opening.MAX, Opening.MAX, Opening.MAX, Opening.ALL),
          new Openings(Opening.ALL, Opening.ALL, new Opening(2), Opening.MAX, Opening.MAX),
          new Openings(Opening.MAX, new Opening(2), Opening.ALL, Opening.ALL, Opening.ALL),
          new Openings(Opening.ALL, Opening.ALL, Opening.ALL, Opening.ALL, Opening.ALL));

  @Test
  void everySeedKeepsItsSubnets() {
    List<String> lines = new ArrayList<>();
    for (Openings openings : PHASES) {
      PhaseSampler sampler = new PhaseSampler(TinySpace.SPACE, TinySpace.TASK, openings);
      RandomGenerator random = new SplittableRandom(7);
      StringBuilder drawn = new StringBuilder();
      drawn.append(sampler.smallest()).append(' ').append(sampler.largest()).append('\n');
      for (int i = 0; i < 100; i++) {
        drawn.append(sampler.sample(random)).append('\n');
        for (Recipe recipe : Recipe.values()) {
          drawn.append(sampler.step(recipe, 4, 3, 1, i)).append('\n');
        }
      }
      drawn.append(random.nextLong());
      lines.add(
          sampler.sample(new SplittableRandom(7))
              + " "
              + Sha256.of(drawn.toString()).substring(0, 16));
    }
    assertEquals(
        """
        r16/w16:k5e3-k5e3/w24:k3e4-k3e4 f6c927d56f20c1da
        r20/w16:k5e3/w24:k5e2-k3e2 feb03452378ede39
        r16/w8:k5e3-k5e2/w24:k7e4 51703392a60778e1
        r16/w8:k5e3-k5e2/w24:k3e4 1ea036e5c9150b52
        """,
        String.join("\n", lines) + "\n");
  }
}
