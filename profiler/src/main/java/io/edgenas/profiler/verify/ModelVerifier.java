package io.edgenas.profiler.verify;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
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
 * with a quarter of the 5 % that the verdict may err. With fewer than eight blocks there is no
 * verdict.
 */
public final class ModelVerifier {
  /** Time for a verdict unless another is given. */
  public static final int DEFAULT_SECONDS = 20;

  private static final int BLOCKS = 40;
  private static final Set<Integer> LOOKS = Set.of(BlockSeries.LEAST_BLOCKS, 16, 32);

  /** With as many looks, and one at the end, at most 5 % of all verdicts err. */
  static final double CONFIDENCE = 1 - 0.05 / (LOOKS.size() + 1);

  private static final int MAX_SAMPLES_PER_BLOCK = 200_000;
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
   * What was measured, in one way of looking at it.
   *
   * @param verdict by this alone
   * @param medianMs median of the blocks' medians
   * @param p90Ms 90th percentile of all runs
   * @param intervalMs at least 95 % for the median
   */
  public record Measured(Verdict verdict, double medianMs, double p90Ms, Interval intervalMs) {}

  /**
   * A verdict and what it rests on.
   *
   * @param verdict where the pace is a claim, {@code met} and {@code missed} only if {@code
   *     asTimed} and {@code corrected} agree
   * @param budgetMs empty if there was none
   * @param asTimed as the clock said
   * @param corrected in the state of the machine that the profile holds for, the error of that
   *     correction included; empty if no sentinel was timed or the machine was too far from it
   * @param slowness how many times longer the sentinel took than in the profile; empty if none was
   *     timed
   * @param seconds how long it took
   */
  public record Verification(
      Verdict verdict,
      OptionalDouble budgetMs,
      Measured asTimed,
      Optional<Measured> corrected,
      OptionalDouble slowness,
      long runs,
      double seconds) {
    /** The same measurement, made on a machine that the budget is not for. */
    public Verification onOtherDevice() {
      return new Verification(
          Verdict.OTHER_DEVICE, budgetMs, asTimed, corrected, slowness, runs, seconds);
    }

    /**
     * What was measured, in the state of the machine that the profile holds for where that is
     * known.
     */
    public Measured inUsualState() {
      return corrected.orElse(asTimed);
    }

    /** The median {@link #inUsualState}. */
    public double medianMs() {
      return inUsualState().medianMs();
    }

    /** Whether a sentinel was timed, but the machine was too far from the profile's state. */
    public boolean beyondCorrection() {
      return slowness.isPresent() && corrected.isEmpty();
    }
  }

  /**
   * Times {@code model}; without a budget until its median is known to 1 %.
   *
   * @param pace to judge by the state of the machine that a profile holds for as well; empty to
   *     take the machine as it is
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
    BlockSeries series = new BlockSeries(pace, budgetMs);
    Verdict verdict = Verdict.UNDECIDED;
    while (verdict == Verdict.UNDECIDED && series.blocks() < BLOCKS) {
      if (pace.isPresent()) {
        addBlock(series, stopwatch, model, runsPerSample, pace.get(), blockNanos);
      } else {
        series.add(stopwatch.block(model, runsPerSample, blockNanos), 1);
      }
      boolean over = stopwatch.nanos() - start >= limit.toNanos() || series.blocks() == BLOCKS;
      if (over || LOOKS.contains(series.blocks())) {
        verdict = series.verdict();
      }
      if (over) {
        break;
      }
    }
    return series.verification(runsPerSample, (stopwatch.nanos() - start) / 1e9);
  }

  /** Model and sentinel in turns, so that both meet the same states of the machine. */
  private static void addBlock(
      BlockSeries series,
      Stopwatch stopwatch,
      TimedRun model,
      int runsPerSample,
      Pace pace,
      long nanos) {
    long start = stopwatch.nanos();
    Samples samples = new Samples();
    Samples sentinel = new Samples();
    do {
      pace.sentinel().runOnce();
      sentinel.add(stopwatch.sampleUs(pace.sentinel(), 1));
      model.runOnce();
      samples.add(stopwatch.sampleUs(model, runsPerSample));
    } while (samples.size() < MAX_SAMPLES_PER_BLOCK && stopwatch.nanos() - start < nanos);
    series.add(samples, sentinel.median() / pace.usualUs());
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
}
