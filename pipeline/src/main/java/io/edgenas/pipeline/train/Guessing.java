package io.edgenas.pipeline.train;

import io.edgenas.base.statistics.Interval;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.network.Arch;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.supernet.evaluate.ClassRecall;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.evaluate.HeldOut;
import io.edgenas.supernet.evaluate.RecalibrationSample;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a trained supernet is better than guessing. Who guesses best says always the same class,
 * the largest: that gets this class's share of the images right, and one class of all.
 */
final class Guessing {
  /** A policy that judges its many samples on few images must not leave this one to luck. */
  private static final int ENOUGH_IMAGES = 1_000;

  private Guessing() {}

  /**
   * Judges the largest subnet on validation images.
   *
   * @return a warning where they are too few to tell
   * @throws GuessingException if it is no better, saying how good it is and what to do
   */
  static Optional<String> check(SupernetSession session, DataSplits data) {
    List<Integer> resolutions = session.description().task().resolutions();
    Arch largest =
        session
            .description()
            .space()
            .largest()
            .withResolution(resolutions.get(resolutions.size() - 1));
    Dataset images = HeldOut.of(data).learning();
    int judged =
        Math.min(
            Math.max(ENOUGH_IMAGES, session.folder().policy().samples().images()), images.size());
    Dataset recalibration =
        RecalibrationSample.of(
            data,
            session.folder().policy().recalibrationImages(),
            session.description().provenance().seed());
    Evaluator evaluator =
        new Evaluator(
            session.supernet(),
            session.description().input(),
            recalibration,
            images.range(0, judged));
    return verdict(session.folder().path(), evaluator.evaluate(largest).recall());
  }

  /** The same of an evaluation. */
  static Optional<String> verdict(Path folder, ClassRecall recall) {
    if (better(recall)) {
      return Optional.empty();
    }
    if (!better(new ClassRecall(recall.images(), recall.images()))) {
      return Optional.of(
          recall.imageCount()
              + " validation images are too few to tell whether the supernet is better than"
              + " guessing: add images");
    }
    Interval interval = recall.top1Interval();
    throw new GuessingException(
        String.format(
            Locale.ROOT,
            "%s is trained, but no better than guessing: its largest subnet has %.1f %% on %d"
                + " validation images (95 %% interval %.1f to %.1f %%), always the same class has"
                + " %.1f %%. The folder is kept, without an accuracy model. Train longer in a new"
                + " folder (more --minutes or none, more epochs; --init %s goes on from these"
                + " weights); if it was long, look at the images with edgenas data and lower"
                + " learning_rate in the policy",
            folder,
            100 * recall.top1(),
            recall.imageCount(),
            100 * interval.low(),
            100 * interval.high(),
            100 * largestShare(recall),
            folder));
  }

  /**
   * Whether it gets more right than the largest class has, or more of the average class than one
   * class of all; beyond the 95 % interval.
   */
  static boolean better(ClassRecall recall) {
    long classes = recall.images().stream().filter(count -> count > 0).count();
    return recall.top1Interval().low() > largestShare(recall)
        || recall.balancedTop1Interval().low() > 1.0 / classes;
  }

  private static double largestShare(ClassRecall recall) {
    return (double) Collections.max(recall.images()) / recall.imageCount();
  }
}
