package io.edgenas.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void givesEveryPositionASeedOfItsOwn() {
    Set<Long> seeds = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (String purpose : new String[] {"order", "subnets"}) {
        for (long phase = 0; phase < 10; phase++) {
          for (long step = 0; step < 100; step++) {
            seeds.add(Seeds.derive(seed, purpose, phase, step));
          }
        }
      }
    }
    assertEquals(10 * 2 * 10 * 100, seeds.size());
  }

  @Test
  void keepsItsSeedsBetweenVersions() {
    // A resumed run must see what the interrupted one saw, also after an update.
    assertEquals(3027443116647798587L, Seeds.derive(1, "order", 2, 3));
  }
}
