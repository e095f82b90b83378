package io.edgenas.supernet.train;

import java.util.Locale;

/**
 * Training has left the range of numbers, or what it learns is worse than nothing. The last
 * checkpoint is untouched: it is of a step at which all was well.
 */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private DivergedException(String phase, long step, double learningRate, String what) {
    super(
        String.format(
            Locale.ROOT,
            "training has diverged in phase '%s' at step %d (learning rate %s): %s. The last"
                + " checkpoint is kept, but going on from it would diverge again: lower"
                + " learning_rate of this phase, lengthen warm_up_epochs or lower clip_norm in the"
                + " policy, and train with it in a new folder",
            phase,
            step,
            learningRate,
            what));
  }

  /** A loss, or the norm of the gradients, is no number. */
  static DivergedException notFinite(String phase, long step, double learningRate, double loss) {
    return new DivergedException(
        phase, step, learningRate, "the loss, or the gradient's norm, is " + loss);
  }

  /** A loss is a number, but far above that of a network that knows nothing. */
  static DivergedException worseThanNothing(
      String phase, long step, double learningRate, double loss, double ofKnowingNothing) {
    return new DivergedException(
        phase,
        step,
        learningRate,
        String.format(
            Locale.ROOT,
            "the mean loss is %.3g, that of a network that knows nothing %.3g",
            loss,
            ofKnowingNothing));
  }

  /** Weights or momentum are no numbers although the loss still was one. */
  static DivergedException notFinite(
      String phase, long step, double learningRate, String parameter) {
    return new DivergedException(
        phase, step, learningRate, parameter + " has values that are not finite");
  }
}
