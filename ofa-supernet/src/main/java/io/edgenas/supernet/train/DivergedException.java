package io.edgenas.supernet.train;

/**
 * Training has left the range of numbers: a loss or gradient is not finite. The weights are those
 * before that step, the last checkpoint is untouched.
 */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(String phase, long step, double learningRate, double loss) {
    super(
        "training has diverged in phase '"
            + phase
            + "' at step "
            + step
            + " (learning rate "
            + learningRate
            + ", loss or gradient "
            + loss
            + "): the last checkpoint is kept; lower learning_rate or clip_norm in the policy and"
            + " train in a new folder");
  }
}
