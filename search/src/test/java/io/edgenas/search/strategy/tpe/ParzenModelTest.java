package io.edgenas.search.strategy.tpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.strategy.part.DecisionCode;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** On the tiny space, whose stages have one or two blocks: some architectures lack decisions. */
class ParzenModelTest {
  private static final DecisionCode CODE = new DecisionCode(Toy.tiny(150));
  private static final List<Arch> SEEN = TinySpace.randomArchs(300, 1);

  private static ParzenModel learned(ToDoubleFunction<Arch> worth) {
    List<List<Integer>> bestFirst = new ArrayList<>();
    SEEN.stream()
        .sorted(Comparator.comparingDouble(worth).reversed())
        .forEach(arch -> bestFirst.add(CODE.read(arch)));
    return ParzenModel.of(CODE, bestFirst, 60);
  }

  @Test
  void drawsLikeTheGoodOnes() {
    ParzenModel model = learned(Toy::top1);
    SplittableRandom random = new SplittableRandom(2);
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      sum += Toy.top1(model.draw(random));
    }
    double usual = SEEN.stream().mapToDouble(Toy::top1).average().orElseThrow();
    double good = SEEN.stream().mapToDouble(Toy::top1).sorted().skip(240).average().orElseThrow();
    assertTrue(sum / 200 > usual + 0.5 * (good - usual), sum / 200 + " of " + usual + ", " + good);
  }

  @Test
  void promisesMoreOfWhatIsBetter() {
    ParzenModel model = learned(Toy::top1);
    List<Arch> others = TinySpace.randomArchs(200, 3);
    List<Arch> promised =
        others.stream().sorted(Comparator.comparingDouble(arch -> -model.promise(arch))).toList();
    double first = promised.subList(0, 50).stream().mapToDouble(Toy::top1).average().orElseThrow();
    double last =
        promised.subList(150, 200).stream().mapToDouble(Toy::top1).average().orElseThrow();
    assertTrue(first > last + 0.03, first + " and " + last);
  }

  @Test
  void saysNothingWhereTheGoodAreLikeTheBad() {
    List<List<Integer>> twice = new ArrayList<>();
    SEEN.forEach(arch -> twice.add(CODE.read(arch)));
    SEEN.forEach(arch -> twice.add(CODE.read(arch)));
    ParzenModel model = ParzenModel.of(CODE, twice, SEEN.size());
    for (Arch arch : TinySpace.randomArchs(20, 4)) {
      assertEquals(0, model.promise(arch), 1e-9);
    }
  }
}
