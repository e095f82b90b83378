package io.edgenas.supernet.train;

/**
 * Says how far training has come.
 *
 * @param phase index of the phase; the number of phases when all are done
 * @param step number of its steps that are done
 * @param lossSum of the steps since the last row of the log
 * @param lossSteps number of these steps
 * @param elapsedSeconds training time so far, over all runs
 */
record Position(int phase, long step, double lossSum, long lossSteps, double elapsedSeconds) {
  static final Position START = new Position(0, 0, 0, 0, 0);

  /** The position after one more step. */
  Position stepDone(double loss, double seconds) {
    return new Position(phase, step + 1, lossSum + loss, lossSteps + 1, elapsedSeconds + seconds);
  }

  /** The position after a row of the log. */
  Position logged() {
    return new Position(phase, step, 0, 0, elapsedSeconds);
  }

  /** The position at the beginning of the next phase. */
  Position nextPhase() {
    return new Position(phase + 1, 0, lossSum, lossSteps, elapsedSeconds);
  }

  double meanLoss() {
    return lossSum / lossSteps;
  }
}
