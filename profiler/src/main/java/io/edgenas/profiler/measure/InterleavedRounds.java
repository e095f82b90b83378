package io.edgenas.profiler.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Measures several subjects in turns: each gets a short burst per round instead of one long one, so
 * that a slow drift of the machine touches all alike. A round during which the sentinel strays is
 * repeated, a bounded number of times; in the end the rounds with the smallest deviation count.
 */
public final class InterleavedRounds {
  private final Stopwatch stopwatch;
  private final Sentinel sentinel;
  private final Settings settings;

  /**
   * How to measure.
   *
   * @param rounds rounds that count, 1 and more
   * @param extraRounds repetitions at most, 0 and more
   * @param precision see {@link Stopwatch#burst}
   * @param maxDeviation deviation of the sentinel beyond which a round is repeated, for example 0.1
   */
  public record Settings(int rounds, int extraRounds, double precision, double maxDeviation) {
    public Settings {
      if (rounds < 1
          || extraRounds < 0
          || !(precision > 0 && precision < 1)
          || !(maxDeviation > 0)) {
        throw new IllegalArgumentException(
            "rounds %d, extra rounds %d, precision %s, deviation %s"
                .formatted(rounds, extraRounds, precision, maxDeviation));
      }
    }
  }

  /**
   * One subject's samples, a list entry per round that counts, in the order of measuring.
   *
   * @param runsPerSample how many consecutive runs a sample is the mean of
   */
  public record Measured(List<Samples> rounds, int runsPerSample) {
    public Measured {
      rounds = List.copyOf(rounds);
    }

    /** All rounds together. */
    public Timing timing() {
      return Timing.of(rounds, runsPerSample);
    }

    /** Every second round, from the first on if {@code first}, else from the second on. */
    public Timing half(boolean first) {
      List<Samples> half = new ArrayList<>();
      for (int i = first ? 0 : 1; i < rounds.size(); i += 2) {
        half.add(rounds.get(i));
      }
      return Timing.of(half, runsPerSample);
    }
  }

  public InterleavedRounds(Stopwatch stopwatch, Sentinel sentinel, Settings settings) {
    this.stopwatch = stopwatch;
    this.sentinel = sentinel;
    this.settings = settings;
  }

  private record Round(int order, double deviation, List<Samples> bursts) {}

  /**
   * Measures all subjects.
   *
   * @param nanosPerSubject time for all rounds of one subject, repetitions not counted
   * @param stop asked between bursts
   * @return one entry per subject, in their order
   * @throws StoppedException when {@code stop} says so
   */
  public List<Measured> measure(
      List<? extends TimedRun> subjects, long nanosPerSubject, StopSignal stop) {
    long burstNanos = nanosPerSubject / settings.rounds();
    List<Integer> runsPerSample = new ArrayList<>();
    for (TimedRun subject : subjects) {
      stop.check();
      stopwatch.warmUp(subject, burstNanos / 10);
      runsPerSample.add(stopwatch.runsPerSample(subject));
    }
    List<Round> rounds = new ArrayList<>();
    int attempts = settings.rounds() + settings.extraRounds();
    int undisturbed = 0;
    for (int i = 0; i < attempts && undisturbed < settings.rounds(); i++) {
      Round round = round(i, subjects, runsPerSample, burstNanos, stop);
      rounds.add(round);
      if (round.deviation() <= settings.maxDeviation()) {
        undisturbed++;
      }
    }
    List<Round> best =
        rounds.stream()
            .sorted(Comparator.comparingDouble(Round::deviation))
            .limit(settings.rounds())
            .sorted(Comparator.comparingInt(Round::order))
            .toList();
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      int subject = i;
      measured.add(
          new Measured(
              best.stream().map(round -> round.bursts().get(subject)).toList(),
              runsPerSample.get(i)));
    }
    return measured;
  }

  private Round round(
      int order,
      List<? extends TimedRun> subjects,
      List<Integer> runsPerSample,
      long burstNanos,
      StopSignal stop) {
    double before = sentinel.deviation();
    List<Samples> bursts = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      stop.check();
      bursts.add(
          stopwatch.burst(subjects.get(i), runsPerSample.get(i), burstNanos, settings.precision()));
    }
    return new Round(order, Math.max(before, sentinel.deviation()), bursts);
  }
}
