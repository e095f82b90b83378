package io.edgenas.search.strategy.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.Candidate;
import io.edgenas.search.Objective;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.front.CrowdingDistance;
import io.edgenas.search.front.NonDominatedSort;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdedOrderTest {
  private static final Objective ACCURACY = Objective.maximise(Toy.objective(Toy::top1));
  private static final Objective COST = Objective.minimise(Toy.metric("cost", arch -> 0));

  private static SearchProblem problem(Objective... objectives) {
    return new SearchProblem(
        TinySpace.SPACE, TinySpace.SPACE.resolutions(), List.of(objectives), List.of());
  }

  private static List<Candidate> random(Random random, int count, int objectives) {
    return IntStream.range(0, count)
        .mapToObj(i -> random.ints(objectives, 0, 12).mapToObj(value -> (double) value).toList())
        .map(values -> new Candidate(TinySpace.SPACE.smallest(), values, List.of()))
        .toList();
  }

  /** Each is of an earlier front than the next, or has as much room in the same front. */
  @Test
  void putsFrontsFirstAndRoomSecond() {
    SearchProblem problem = problem(ACCURACY, COST);
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      List<Candidate> all = random(random, 30, 2);
      List<Candidate> best = new CrowdedOrder(problem).best(all, 20);
      List<String> expected = new ArrayList<>();
      List<double[]> gains = all.stream().map(problem::gains).toList();
      int rank = 0;
      for (List<Integer> front : NonDominatedSort.fronts(gains)) {
        int level = rank++;
        double[] room = CrowdingDistance.of(front.stream().map(gains::get).toList());
        IntStream.range(0, room.length)
            .mapToObj(i -> "%03d %010.4f".formatted(level, 9_999 - Math.min(room[i], 9_999)))
            .sorted()
            .forEach(expected::add);
      }
      assertEquals(20, best.size());
      assertEquals(expected.subList(0, 20), describe(problem, all, best));
    }
  }

  /** Front and room of each of the best, as in {@code expected} above. */
  private static List<String> describe(
      SearchProblem problem, List<Candidate> all, List<Candidate> best) {
    List<double[]> gains = all.stream().map(problem::gains).toList();
    List<List<Integer>> fronts = NonDominatedSort.fronts(gains);
    List<String> described = new ArrayList<>();
    for (Candidate each : best) {
      int index = IntStream.range(0, all.size()).filter(i -> all.get(i) == each).sum();
      int level =
          IntStream.range(0, fronts.size()).filter(f -> fronts.get(f).contains(index)).sum();
      List<Integer> front = fronts.get(level);
      double room =
          CrowdingDistance.of(front.stream().map(gains::get).toList())[front.indexOf(index)];
      described.add("%03d %010.4f".formatted(level, 9_999 - Math.min(room, 9_999)));
    }
    return described;
  }

  @Test
  void ofOneObjectiveTheBestComeFirst() {
    List<Candidate> all = random(new Random(2), 30, 1);
    List<Double> best =
        new CrowdedOrder(problem(ACCURACY)).best(all, 12).stream().map(Candidate::top1).toList();
    List<Double> sorted =
        all.stream().map(Candidate::top1).sorted((a, b) -> -a.compareTo(b)).toList();
    assertEquals(sorted.subList(0, 12), best);
  }

  @Test
  void keepsAllOfFew() {
    List<Candidate> all = random(new Random(3), 5, 2);
    List<Candidate> best = new CrowdedOrder(problem(ACCURACY, COST)).best(all, 12);
    assertTrue(best.size() == 5 && best.containsAll(all));
  }
}
