package io.edgenas.search.strategy.guided;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.contract.Toy;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RepairTest {
  /** Does something with what a search knows after some samples. */
  private interface Use {
    void with(SearchSession session, Knowledge knowledge);
  }

  private static void knowing(Use use) {
    SearchStrategy strategy =
        new SearchStrategy() {
          @Override
          public String name() {
            return "test";
          }

          @Override
          public void explore(SearchSession session) {
            Knowledge knowledge = new Knowledge(session);
            knowledge.compareResolutions(100);
            knowledge.evaluate(session.strangers(200));
            use.with(session, knowledge);
          }
        };
    strategy.search(Toy.tiny(150), new SearchBudget(300), 1);
  }

  @Test
  void keepsTheBoundsAndGainsWithinThem() {
    knowing(
        (session, knowledge) -> {
          Repair repair = new Repair(knowledge.sizes(), knowledge.open(), new SplittableRandom(1));
          Surrogate surrogate = knowledge.surrogate(16);
          int kept = 0;
          for (int i = 0; i < 100; i++) {
            Sketch sketch = new Sketch(surrogate, new int[knowledge.sizes().length]);
            repair.scramble(sketch, 5);
            double before = sketch.excess() > 0 ? Double.NEGATIVE_INFINITY : sketch.gain();
            repair.repair(sketch);
            kept += sketch.excess() == 0 ? 1 : 0;
            assertTrue(sketch.gain() >= before, sketch.gain() + " after " + before);
          }
          assertTrue(kept > 90, kept + " of 100 keep the bounds");
        });
  }

  /** Looking and choosing keep running sums; a sketch that starts there counts anew. */
  @Test
  void aSketchCountsAsIfItHadBegunThere() {
    knowing(
        (session, knowledge) -> {
          SplittableRandom random = new SplittableRandom(2);
          Surrogate surrogate = knowledge.surrogate(20);
          Sketch sketch = new Sketch(surrogate, new int[knowledge.sizes().length]);
          Repair repair = new Repair(knowledge.sizes(), knowledge.open(), random);
          for (int i = 0; i < 50; i++) {
            repair.scramble(sketch, 3);
            Sketch anew = new Sketch(surrogate, sketch.choices().clone());
            assertEquals(anew.gain(), sketch.gain(), 1e-9);
            assertEquals(anew.excess(), sketch.excess(), 1e-9);
          }
        });
  }
}
