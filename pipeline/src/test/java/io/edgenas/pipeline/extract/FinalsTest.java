package io.edgenas.pipeline.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.Candidate;
import io.edgenas.search.accuracy.Belief;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FinalsTest {
  private static final List<Arch> ARCHS = TinySpace.randomArchs(8, 1);
  private static final int IMAGES = 200;

  private static List<Candidate> candidates() {
    return ARCHS.stream().map(arch -> new Candidate(arch, List.of(0.8), List.of(1.0))).toList();
  }

  private static List<EvaluatedArch> judged(double... top1) {
    List<EvaluatedArch> judged = new ArrayList<>();
    for (int i = 0; i < top1.length; i++) {
      judged.add(new EvaluatedArch(ARCHS.get(i), top1[i], IMAGES));
    }
    return judged;
  }

  private static Arch best(List<Belief> beliefs, List<EvaluatedArch> judged, double noise) {
    return Finals.rank(candidates().subList(0, beliefs.size()), beliefs, judged, noise)
        .get(0)
        .arch();
  }

  @Test
  void imagesDecideWhereTheModelIsUnsure() {
    List<Belief> unsure = List.of(new Belief(0.80, 0.05), new Belief(0.79, 0.05));
    assertEquals(ARCHS.get(1), best(unsure, judged(0.80, 0.84), 0.1));
  }

  @Test
  void theModelDecidesWhereItIsSure() {
    List<Belief> sure = List.of(new Belief(0.80, 0.001), new Belief(0.79, 0.001));
    assertEquals(ARCHS.get(0), best(sure, judged(0.80, 0.84), 0.4));
  }

  /** Harder images lower all finalists: that must not be taken for their own fault. */
  @Test
  void harderImagesChangeNothing() {
    List<Belief> beliefs = List.of(new Belief(0.80, 0.02), new Belief(0.79, 0.03));
    List<Finalist> as = Finals.rank(candidates().subList(0, 2), beliefs, judged(0.80, 0.83), 0.3);
    List<Finalist> harder =
        Finals.rank(candidates().subList(0, 2), beliefs, judged(0.60, 0.63), 0.3);
    for (int i = 0; i < 2; i++) {
      assertEquals(as.get(i).arch(), harder.get(i).arch());
      assertEquals(as.get(i).belief().mean(), harder.get(i).belief().mean(), 1e-12);
    }
  }

  /** What is believed of the chosen one is true on average, though it is the best of eight. */
  @Test
  void theBeliefOfTheChosenOneIsNotTooGood() {
    Random random = new Random(1);
    double modelDeviation = 0.01;
    double noise = 0.25;
    int rounds = 4_000;
    double off = 0;
    double raw = 0;
    for (int round = 0; round < rounds; round++) {
      List<Belief> beliefs = new ArrayList<>();
      double[] truth = new double[ARCHS.size()];
      double[] top1 = new double[ARCHS.size()];
      for (int i = 0; i < truth.length; i++) {
        truth[i] = 0.8 + modelDeviation * random.nextGaussian();
        beliefs.add(new Belief(0.8, modelDeviation));
        top1[i] = truth[i] + noise / Math.sqrt(IMAGES) * random.nextGaussian();
      }
      Finalist best = Finals.rank(candidates(), beliefs, judged(top1), noise).get(0);
      int chosen = ARCHS.indexOf(best.arch());
      double mean = 0;
      for (double each : truth) {
        mean += each / truth.length;
      }
      off += (best.belief().mean() - (truth[chosen] - mean + 0.8)) / rounds;
      raw += (top1[chosen] - truth[chosen]) / rounds;
    }
    assertEquals(0, off, 0.001);
    assertTrue(raw > 0.01, "taken as counted it would be too good by " + raw);
  }

  @Test
  void equalFinalistsKeepTheirOrder() {
    List<Belief> equal = Collections.nCopies(ARCHS.size(), new Belief(0.8, 0.01));
    assertEquals(ARCHS, Finals.rank(candidates(), equal).stream().map(Finalist::arch).toList());
  }

  @Test
  void noiseIsThatOfOneImage() {
    assertEquals(0.2, Finals.noise(0.01, 400, 0.9), 1e-12);
    assertEquals(0.3, Finals.noise(0, 400, 0.9), 1e-12, "of a model that does not tell");
  }
}
