package io.edgenas.experiments;

import io.edgenas.base.statistics.Interval;
import io.edgenas.base.statistics.StudentT;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.source.DataSource;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.pipeline.adapter.SupernetAccuracy;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.pipeline.extract.Extraction;
import io.edgenas.pipeline.extract.Extraction.Extracted;
import io.edgenas.pipeline.extract.Source;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.pipeline.extract.Target;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.strategy.evolution.EvolutionarySearch;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.evaluate.HeldOut;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What stated accuracies are worth: {@code StatedAccuracies SUPERNET PROFILE DATA [EXTRACTIONS]}.
 * Each extraction has another seed and another budget, and the test images are dealt anew: a
 * quarter states the accuracy, the others, which nothing has seen, say what is true.
 */
public final class StatedAccuracies {
  private static final int STATING_PART = 4;
  private static final int SEARCH_EVALUATIONS = 2_000;

  private StatedAccuracies() {}

  /** Accuracies that were said, against what turned out to be true. */
  private static final class Differences {
    private final List<Double> points = new ArrayList<>();
    private int covered;

    /**
     * @param images that counted what is true: it is off itself, by as much as the interval of a
     *     difference allows
     */
    void add(double said, Interval interval, double truth, int images) {
      points.add(100 * (said - truth));
      double own = (interval.high() - interval.low()) / 2;
      double other = 1.96 * Math.sqrt(truth * (1 - truth) / images);
      double centre = (interval.high() + interval.low()) / 2;
      covered += Math.abs(centre - truth) <= Math.hypot(own, other) ? 1 : 0;
    }

    void print(String what) {
      int n = points.size();
      double mean = points.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      double squares = points.stream().mapToDouble(p -> (p - mean) * (p - mean)).sum();
      double half = StudentT.quantile975(n - 1) * Math.sqrt(squares / (n - 1) / n);
      System.out.printf(
          Locale.ROOT,
          "%s minus true: %+.2f points on average (95 %% interval %+.2f to %+.2f); %d of %d 95 %%"
              + " intervals hold what is true%n",
          what,
          mean,
          mean - half,
          mean + half,
          covered,
          n);
    }
  }

  /** Prints a line an extraction, then what they come to. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    DeviceProfile profile = ProfileFolder.read(Path.of(args[1]));
    int extractions = args.length > 3 ? Integer.parseInt(args[3]) : 30;
    Differences stated = new Differences();
    Differences predicted = new Differences();
    try (SupernetSession session = SupernetSession.open(folder)) {
      DataSplits data = DataSource.open(args[2], folder, session.description().input().size());
      MbConvSpace space = session.description().space();
      LatencyModel latency = LatencyModels.of(profile, space);
      List<Integer> resolutions = session.description().task().resolutions();
      SubnetSearch search =
          new SubnetSearch(
              space,
              session.description().task(),
              resolutions,
              latency,
              SupernetAccuracy.read(session.folder()).model());
      double fastest =
          search.predict(space.smallest().withResolution(resolutions.get(0))).boundMs();
      int last = resolutions.get(resolutions.size() - 1);
      double slowest = search.predict(space.largest().withResolution(last)).boundMs();
      for (int seed = 1; seed <= extractions; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        double budgetMs = fastest + random.nextDouble(0.1, 0.9) * (slowest - fastest);
        int[] dealt = shuffled(data.test().size(), random);
        int stating = dealt.length / STATING_PART;
        Dataset rest = data.test().select(range(dealt, stating, dealt.length));
        HeldOut held = HeldOut.of(data);
        Source source =
            new Source(
                session,
                session.recalibrationImages(),
                Optional.of(
                    new HeldOut(
                        held.learning(),
                        held.choosing(),
                        Optional.of(data.test().select(range(dealt, 0, stating))),
                        "dealt test images")),
                args[2]);
        Extracted extracted =
            new Extraction(source, new Target(search, profile, Optional.empty()))
                .extract(
                    budgetMs,
                    new Effort(
                        new EvolutionarySearch(), new SearchBudget(SEARCH_EVALUATIONS), seed),
                    Extraction.DEFAULT_EVALUATIONS);
        double truth = truth(session, rest, extracted);
        Interval interval = extracted.accuracy().interval().orElseThrow();
        stated.add(extracted.accuracy().top1(), interval, truth, rest.size());
        double believed = extracted.outlook().best().belief().mean();
        Interval range = extracted.outlook().best().interval95(extracted.outlook().images());
        predicted.add(believed, range, truth, rest.size());
        System.out.printf(
            Locale.ROOT,
            "%d,%.4f,%s,stated %.4f (%.4f to %.4f),believed %.4f (%.4f to %.4f),true %.4f%n",
            seed,
            budgetMs,
            extracted.arch(),
            extracted.accuracy().top1(),
            interval.low(),
            interval.high(),
            believed,
            range.low(),
            range.high(),
            truth);
      }
    }
    stated.print("stated");
    predicted.print("believed");
  }

  private static double truth(SupernetSession session, Dataset images, Extracted extracted) {
    return new Evaluator(
            session.supernet(),
            session.description().input(),
            session.recalibrationImages(),
            images)
        .evaluate(extracted.arch())
        .top1();
  }

  private static int[] range(int[] dealt, int from, int to) {
    return Arrays.copyOfRange(dealt, from, to);
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
