package io.edgenas.profiler;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.profiler.measure.Interval;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.profiler.measure.Stopwatch;
import io.edgenas.profiler.measure.TimedRun;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Times a model until it is clear whether its median latency keeps a budget.
 *
 * <p>Single runs that follow each other are not independent: the machine drifts. So the runs are
 * put into blocks spread over the time, and the interval is one of order statistics over the
 * blocks' medians: slow drift widens it. The budget is compared at four points at most, each time
 * with a quarter of the 5 % that the verdict may err.
 */
public final class ModelVerifier {
  /** Time for a verdict unless another is given. */
  public static final int DEFAULT_SECONDS = 20;

  private static final int BLOCKS = 40;
  private static final Set<Integer> LOOKS = Set.of(8, 16, 32);
  private static final double CONFIDENCE = 1 - 0.05 / (LOOKS.size() + 1);
  private static final int LEAST_BLOCKS = 8;
  private static final double PRECISION = 0.01;
  private static final double MAX_SECONDS = 86_400;

  private final LongSupplier nanoClock;

  /**
   * @param nanoClock monotonic, in nanoseconds
   */
  public ModelVerifier(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** What measuring said about a budget. */
  public enum Verdict {
    /** The interval of the median lies at or under the budget. */
    MET("met"),
    /** It lies above the budget. */
    MISSED("missed"),
    /** It holds the budget, and the time is over. */
    UNDECIDED("undecided"),
    /** This is not the machine that the budget is for. */
    OTHER_DEVICE("other-device"),
    /** There was no budget. */
    MEASURED("measured");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    /** The name in files. */
    public String text() {
      return text;
    }
  }

  /**
   * A verdict and what it rests on.
   *
   * @param budgetMs empty if there was none
   * @param medianMs median of the blocks' medians
   * @param p90Ms 90th percentile of all runs
   * @param intervalMs at least 95 % for the median
   * @param slowness how many times longer the sentinel took than in the profile: all latencies are
   *     given without it. 1 where no sentinel was timed.
   * @param seconds how long it took
   */
  public record Verification(
      Verdict verdict,
      OptionalDouble budgetMs,
      double medianMs,
      double p90Ms,
      Interval intervalMs,
      double slowness,
      long runs,
      double seconds) {
    /** The same measurement, made on a machine that the budget is not for. */
    public Verification onOtherDevice() {
      return new Verification(
          Verdict.OTHER_DEVICE, budgetMs, medianMs, p90Ms, intervalMs, slowness, runs, seconds);
    }
  }

  /**
   * Times {@code model}; without a budget until its median is known to 1 %.
   *
   * @param pace to judge by the state of the machine that a profile holds for; empty to take the
   *     machine as it is
   * @param limit time for a verdict; somewhat more where a run takes long
   * @throws BadInputException if the budget or the limit is not a positive number
   */
  public Verification verify(
      TimedRun model, Optional<Pace> pace, OptionalDouble budgetMs, Duration limit) {
    budgetMs.ifPresent(ModelVerifier::checkBudget);
    checkSeconds(limit.toNanos() / 1e9);
    Stopwatch stopwatch = new Stopwatch(nanoClock);
    long start = stopwatch.nanos();
    long blockNanos = limit.toNanos() / (BLOCKS + 2);
    pace.ifPresent(known -> stopwatch.warmUp(known.sentinel(), blockNanos));
    stopwatch.warmUp(model, blockNanos);
    int runsPerSample = stopwatch.runsPerSample(model);
    Samples all = new Samples();
    Samples medians = new Samples();
    Samples slowness = new Samples();
    Verdict verdict = Verdict.UNDECIDED;
    while (verdict == Verdict.UNDECIDED && medians.size() < BLOCKS) {
      Block block =
          pace.isPresent()
              ? block(stopwatch, model, runsPerSample, pace.get(), blockNanos)
              : new Block(stopwatch.block(model, runsPerSample, blockNanos), 1);
      slowness.add(block.slowness);
      block.addTo(all);
      medians.add(block.samples.median() / block.slowness);
      boolean over = stopwatch.nanos() - start >= limit.toNanos() || medians.size() == BLOCKS;
      if (medians.size() >= LEAST_BLOCKS && (over || LOOKS.contains(medians.size()))) {
        verdict = judge(medians, budgetMs);
      }
      if (over) {
        break;
      }
    }
    return new Verification(
        budgetMs.isEmpty() ? Verdict.MEASURED : verdict,
        budgetMs,
        medians.median() / 1e3,
        all.quantile(0.9) / 1e3,
        interval(medians),
        slowness.median(),
        (long) all.size() * runsPerSample,
        (stopwatch.nanos() - start) / 1e9);
  }

  /** Runs that followed each other, and how much slower the machine was meanwhile than usual. */
  private record Block(Samples samples, double slowness) {
    void addTo(Samples all) {
      for (double sample : samples.values()) {
        all.add(sample / slowness);
      }
    }
  }

  /** Model and sentinel in turns, so that both meet the same states of the machine. */
  private static Block block(
      Stopwatch stopwatch, TimedRun model, int runsPerSample, Pace pace, long nanos) {
    long start = stopwatch.nanos();
    Samples samples = new Samples();
    Samples sentinel = new Samples();
    do {
      pace.sentinel().runOnce();
      sentinel.add(stopwatch.sampleUs(pace.sentinel(), 1));
      model.runOnce();
      samples.add(stopwatch.sampleUs(model, runsPerSample));
    } while (stopwatch.nanos() - start < nanos);
    return new Block(samples, sentinel.median() / pace.usualUs());
  }

  /**
   * @throws BadInputException unless it is a finite number above 0
   */
  public static double checkBudget(double budgetMs) {
    return Check.positive("budget in ms", budgetMs);
  }

  /**
   * @throws BadInputException unless it is a number above 0 and at most a day
   */
  public static double checkSeconds(double seconds) {
    if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
      throw new BadInputException(
          "seconds " + seconds + " is not allowed: above 0 and at most " + (int) MAX_SECONDS);
    }
    return seconds;
  }

  private static Verdict judge(Samples medians, OptionalDouble budgetMs) {
    Interval interval = medians.medianInterval(CONFIDENCE);
    if (budgetMs.isEmpty()) {
      return interval.halfWidthShare(medians.median()) <= PRECISION
          ? Verdict.MEASURED
          : Verdict.UNDECIDED;
    }
    double budgetUs = 1e3 * budgetMs.getAsDouble();
    if (interval.high() <= budgetUs) {
      return Verdict.MET;
    }
    return interval.low() > budgetUs ? Verdict.MISSED : Verdict.UNDECIDED;
  }

  /** In milliseconds; all block medians where there are too few for an interval. */
  private static Interval interval(Samples medians) {
    Interval us =
        medians.size() >= LEAST_BLOCKS
            ? medians.medianInterval(CONFIDENCE)
            : new Interval(medians.quantile(0), medians.quantile(1));
    return new Interval(us.low() / 1e3, us.high() / 1e3);
  }
}
