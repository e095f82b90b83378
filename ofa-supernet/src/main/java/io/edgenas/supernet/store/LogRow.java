package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.util.OptionalDouble;

/**
 * What training notes now and then: a row of {@code log.csv}. All but the time is a function of
 * seed, policy and data.
 *
 * @param phase index of the phase, from 0
 * @param phaseName its name in the policy
 * @param step number of steps of the phase that are done
 * @param learningRate of the last of them
 * @param loss mean over the steps since the row before
 * @param largestTop1 share of validation images that the largest subnet gets right, where judged
 * @param smallestTop1 the same of the smallest subnet of the space
 * @param elapsedSeconds training time so far, over all runs
 */
public record LogRow(
    int phase,
    String phaseName,
    long step,
    double learningRate,
    double loss,
    OptionalDouble largestTop1,
    OptionalDouble smallestTop1,
    double elapsedSeconds) {
  public LogRow {
    Check.range("phase", phase, 0, 1_000);
    if (!phaseName.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new BadInputException("phase name '" + Check.shown(phaseName) + "' is not allowed");
    }
    if (step < 0) {
      throw new BadInputException("step " + step + " is not allowed: 0 or more");
    }
    Check.range("learning rate", learningRate, 0, 100);
    // Logs from when the wall clock measured it may hold any number: it decides nothing.
    Check.range("elapsed seconds", elapsedSeconds, -1e12, 1e12);
  }

  /** Whether this row stands at or before a step of a phase. */
  boolean atOrBefore(int lastPhase, long lastStep) {
    return phase < lastPhase || (phase == lastPhase && step <= lastStep);
  }
}
