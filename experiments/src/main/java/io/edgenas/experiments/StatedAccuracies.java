package io.edgenas.experiments;

import io.edgenas.base.statistics.Interval;
import io.edgenas.base.statistics.StudentT;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.source.DataSource;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.pipeline.adapter.SupernetAccuracy;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.space.ArchVariation;
import io.edgenas.supernet.elastic.Recalibrator;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.norm.BatchNormStatistics;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a stated accuracy is worth, on a supernet of the bundled images: {@code StatedAccuracies
 * SUPERNET [EXTRACTIONS]}. Of the subnets that its accuracy model likes best, each extraction takes
 * 16 finalists. Those of the bundled images that are not trained on are dealt anew each time: some
 * choose one finalist, others that choose nothing state its accuracy, and the rest says what it is.
 */
public final class StatedAccuracies {
  private static final long SEED = 7;
  private static final int DRAWN = 2_000;
  private static final int CANDIDATES = 48;
  private static final int FINALISTS = 16;

  /** Images are dealt in packs, on each of which every candidate is judged once. */
  private static final int PACK = 97;

  private static final int CHOOSING_PACKS = 6;
  private static final int STATING_PACKS = 6;

  private StatedAccuracies() {}

  /** How many images of each pack a subnet gets right. */
  private record Judged(Arch arch, int[] right) {
    int right(List<Integer> packs) {
      return packs.stream().mapToInt(pack -> right[pack]).sum();
    }
  }

  /** Stated minus true accuracies, in points. */
  private static final class Differences {
    private final List<Double> points = new ArrayList<>();
    private int covered;

    void add(int right, int images, double truth) {
      points.add(100 * ((double) right / images - truth));
      covered += Interval.ofShare(right, images).contains(truth) ? 1 : 0;
    }

    void print(String what) {
      int n = points.size();
      double mean = points.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      double squares = points.stream().mapToDouble(p -> (p - mean) * (p - mean)).sum();
      double half = StudentT.quantile975(n - 1) * Math.sqrt(squares / (n - 1) / n);
      System.out.printf(
          Locale.ROOT,
          "%s: stated minus true %+.2f points on average (95 %% interval %+.2f to %+.2f), %d of %d"
              + " intervals hold what is true%n",
          what,
          mean,
          mean - half,
          mean + half,
          covered,
          n);
    }
  }

  /** Prints a line for each of the two ways to state. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    int extractions = args.length > 1 ? Integer.parseInt(args[1]) : 200;
    DataSplits data = DataSource.open("bundled", folder, 28);
    List<Judged> judged = new ArrayList<>();
    int packs = data.validation().size() / PACK + data.test().size() / PACK;
    try (SupernetSession session = SupernetSession.open(folder)) {
      Recalibrator recalibrator =
          new Recalibrator(
              session.supernet(), session.description().input(), session.recalibrationImages());
      for (Arch arch : candidates(session.folder())) {
        judged.add(judge(session, recalibrator, arch, data, packs));
      }
    }
    Differences choosing = new Differences();
    Differences stating = new Differences();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < extractions; i++) {
      extract(judged, shuffled(packs, random), shuffled(judged.size(), random), choosing, stating);
    }
    choosing.print("images that chose");
    stating.print("images kept apart");
  }

  /** The best predicted of many. */
  private static List<Arch> candidates(SupernetFolder folder) {
    SupernetDescription description = folder.description();
    ArchVariation variation =
        new ArchVariation(description.space(), description.task().resolutions());
    SplittableRandom random = new SplittableRandom(SEED);
    Set<Arch> drawn = new LinkedHashSet<>();
    for (int i = 0; i < DRAWN; i++) {
      drawn.add(variation.sample(random));
    }
    List<Arch> archs = List.copyOf(drawn);
    double[] top1 = SupernetAccuracy.read(folder).model().top1(archs);
    return IntStream.range(0, archs.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -top1[i]))
        .limit(CANDIDATES)
        .map(archs::get)
        .toList();
  }

  private static Judged judge(
      SupernetSession session, Recalibrator recalibrator, Arch arch, DataSplits data, int packs) {
    Network network = session.supernet().lower(arch);
    BatchNormStatistics statistics = recalibrator.statistics(network);
    int[] right = new int[packs];
    for (int pack = 0; pack < packs; pack++) {
      Evaluator evaluator =
          new Evaluator(
              session.supernet(),
              session.description().input(),
              recalibrator,
              pack(data, pack),
              Optional.empty());
      right[pack] = (int) Math.round(PACK * evaluator.evaluate(network, statistics).top1());
    }
    return new Judged(arch, right);
  }

  /**
   * Returns one pack: the first packs are of validation images, the rest of test images; a few at
   * the end of both are left out.
   */
  private static Dataset pack(DataSplits data, int pack) {
    int validation = data.validation().size() / PACK;
    return pack < validation
        ? data.validation().range(pack * PACK, (pack + 1) * PACK)
        : data.test().range((pack - validation) * PACK, (pack - validation + 1) * PACK);
  }

  private static List<Integer> shuffled(int count, SplittableRandom random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(random.nextInt(i + 1), i);
    }
    return order;
  }

  private static void extract(
      List<Judged> judged,
      List<Integer> packs,
      List<Integer> order,
      Differences choosing,
      Differences stating) {
    int apart = CHOOSING_PACKS + STATING_PACKS;
    List<Integer> choose = packs.subList(0, CHOOSING_PACKS);
    List<Integer> state = packs.subList(CHOOSING_PACKS, apart);
    List<Integer> rest = packs.subList(apart, packs.size());
    Judged best =
        order.subList(0, FINALISTS).stream()
            .map(judged::get)
            .max(Comparator.comparingInt(each -> each.right(choose)))
            .orElseThrow();
    double truth = (double) best.right(rest) / (PACK * rest.size());
    choosing.add(best.right(choose), PACK * choose.size(), truth);
    stating.add(best.right(state), PACK * state.size(), truth);
  }
}
