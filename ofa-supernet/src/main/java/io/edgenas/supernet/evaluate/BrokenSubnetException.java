package io.edgenas.supernet.evaluate;

import io.edgenas.network.Arch;

/** A subnet gives scores that are no numbers, so nothing can be said about its accuracy. */
public final class BrokenSubnetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenSubnetException(Arch arch, String what) {
    super(
        "subnet "
            + arch
            + " is broken: for an image "
            + what
            + ", which is no answer. Its weights have run away or are damaged: train in a new folder,"
            + " with a lower learning_rate or clip_norm if the loss was rising, or restore the"
            + " supernet's weights");
  }
}
