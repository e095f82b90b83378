package io.edgenas.profiler.verify;

import io.edgenas.profiler.measure.Correction;
import io.edgenas.profiler.measure.Interval;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.profiler.verify.ModelVerifier.Measured;
import io.edgenas.profiler.verify.ModelVerifier.Verdict;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Blocks of runs, and the verdict that follows from them: as the clock said, and in the state of
 * the machine that a profile holds for. A claim about that state never turns a verdict.
 */
final class BlockSeries {
  /** With fewer, nothing is concluded. */
  static final int LEAST_BLOCKS = 8;

  /**
   * Half the width of the interval, as a share of the median, that ends timing without a budget.
   */
  private static final double PRECISION = 0.01;

  private final Optional<Pace> pace;
  private final OptionalDouble budgetMs;
  private final BlockTimes asTimed = new BlockTimes();
  private final BlockTimes corrected = new BlockTimes();
  private final Samples slowness = new Samples();

  BlockSeries(Optional<Pace> pace, OptionalDouble budgetMs) {
    this.pace = pace;
    this.budgetMs = budgetMs;
  }

  int blocks() {
    return slowness.size();
  }

  /**
   * Adds runs that followed each other.
   *
   * @param slower how many times longer the sentinel took meanwhile than in the profile; 1 without
   */
  void add(Samples block, double slower) {
    asTimed.add(block, 1);
    corrected.add(block, slower);
    slowness.add(slower);
  }

  private Measured asTimed() {
    return measured(asTimed, asTimed.intervalMs(LEAST_BLOCKS, ModelVerifier.CONFIDENCE));
  }

  /**
   * The sampling error of the sentinel is in the interval already: each block is divided by what
   * the sentinel took in that block.
   */
  private Optional<Measured> corrected() {
    if (pace.isEmpty() || !Correction.believed(slowness.median())) {
      return Optional.empty();
    }
    Interval interval = corrected.intervalMs(LEAST_BLOCKS, ModelVerifier.CONFIDENCE);
    return Optional.of(measured(corrected, Correction.widened(interval, slowness.median())));
  }

  private Measured measured(BlockTimes times, Interval intervalMs) {
    double medianMs = times.medianMs();
    return new Measured(judge(medianMs, intervalMs), medianMs, times.p90Ms(), intervalMs);
  }

  private Verdict judge(double medianMs, Interval intervalMs) {
    if (blocks() < LEAST_BLOCKS) {
      return Verdict.UNDECIDED;
    }
    if (budgetMs.isEmpty()) {
      return intervalMs.halfWidthShare(medianMs) <= PRECISION
          ? Verdict.MEASURED
          : Verdict.UNDECIDED;
    }
    if (intervalMs.high() <= budgetMs.getAsDouble()) {
      return Verdict.MET;
    }
    return intervalMs.low() > budgetMs.getAsDouble() ? Verdict.MISSED : Verdict.UNDECIDED;
  }

  Verdict verdict() {
    Verdict timed = asTimed().verdict();
    Optional<Verdict> usual = corrected().map(Measured::verdict);
    if (usual.isEmpty() || budgetMs.isEmpty()) {
      return timed;
    }
    return switch (pace.orElseThrow().trust()) {
      case JUST_MEASURED -> usual.get();
      case CLAIMED -> usual.get() == timed ? timed : Verdict.UNDECIDED;
    };
  }

  Verification verification(int runsPerSample, double seconds) {
    return new Verification(
        budgetMs.isEmpty() ? Verdict.MEASURED : verdict(),
        budgetMs,
        withoutBudget(asTimed()),
        corrected().map(this::withoutBudget),
        pace.isPresent() ? OptionalDouble.of(slowness.median()) : OptionalDouble.empty(),
        (long) asTimed.samples() * runsPerSample,
        seconds);
  }

  /** Leaves out that the time did not suffice for 1 %, which without a budget is no verdict. */
  private Measured withoutBudget(Measured measured) {
    return budgetMs.isPresent()
        ? measured
        : new Measured(
            Verdict.MEASURED, measured.medianMs(), measured.p90Ms(), measured.intervalMs());
  }
}
