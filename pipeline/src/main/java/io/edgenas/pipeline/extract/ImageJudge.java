package io.edgenas.pipeline.extract;

import io.edgenas.base.statistics.Interval;
import io.edgenas.data.Dataset;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.onnx.file.Accuracy;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.supernet.evaluate.ClassRecall;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.evaluate.HeldOut;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges subnets on images: some are learned from, others choose, others again state the accuracy
 * of the chosen subnet and do nothing else: see {@link HeldOut}. Judges a subnet once on each.
 */
public final class ImageJudge {
  /** Another machine may decide an image or two otherwise. */
  private static final int FEW_IMAGES = 2;

  private final Part learning;
  private final Optional<Part> choosing;
  private final Optional<Evaluator> stating;
  private final String name;

  /** Some images, and what was judged on them. */
  private static final class Part {
    private final Evaluator evaluator;
    private final int images;
    private final Map<Arch, Double> known = new HashMap<>();

    Part(Evaluator evaluator, int images) {
      this.evaluator = evaluator;
      this.images = images;
    }

    double top1(Arch arch) {
      return known.computeIfAbsent(arch, each -> evaluator.evaluate(each).top1());
    }
  }

  /**
   * @param recalibration training images for batch norm
   * @param learningImages as many of the first images that are learned from count
   * @param dataName what the data set is called for people
   */
  ImageJudge(
      SupernetSession session,
      Dataset recalibration,
      HeldOut images,
      int learningImages,
      String dataName) {
    Dataset learned =
        images.learning().range(0, Math.min(learningImages, images.learning().size()));
    this.learning = new Part(evaluator(session, recalibration, learned), learned.size());
    this.choosing =
        images
            .choosing()
            .map(those -> new Part(evaluator(session, recalibration, those), those.size()));
    this.stating = images.stating().map(those -> evaluator(session, recalibration, those));
    this.name = images.statingName() + " of " + dataName;
  }

  private static Evaluator evaluator(
      SupernetSession session, Dataset recalibration, Dataset images) {
    return new Evaluator(session.supernet(), session.description().input(), recalibration, images);
  }

  /**
   * What is said about a subnet.
   *
   * @param balancedTop1 mean of the classes' recalls
   */
  public record Stated(Accuracy accuracy, double balancedTop1, Interval balancedInterval) {}

  /** The accuracy on the images that are learned from. */
  EvaluatedArch learned(Arch arch) {
    return new EvaluatedArch(arch, learning.top1(arch), learning.images);
  }

  /**
   * Whether samples were judged on the images that are learned from here: the first two of them get
   * as many right.
   */
  boolean agreesWith(List<EvaluatedArch> samples) {
    return samples.stream()
        .limit(2)
        .allMatch(
            sample ->
                sample.images() == learning.images
                    && Math.abs(learning.top1(sample.arch()) - sample.top1()) * learning.images
                        <= FEW_IMAGES);
  }

  /** Whether there are images that choose. */
  boolean chooses() {
    return choosing.isPresent();
  }

  /** The accuracies on the images that choose, of which there are some. */
  List<EvaluatedArch> chosen(List<Arch> archs) {
    Part part = choosing.orElseThrow();
    return archs.stream()
        .map(arch -> new EvaluatedArch(arch, part.top1(arch), part.images))
        .toList();
  }

  /** The accuracy on the images that do nothing else; empty where there are none. */
  Optional<Stated> stated(Arch arch) {
    return stating.map(evaluator -> stated(evaluator.evaluate(arch).recall()));
  }

  private Stated stated(ClassRecall recall) {
    return new Stated(
        Accuracy.measured(recall.top1(), recall.imageCount(), recall.top1Interval(), name),
        recall.balancedTop1(),
        recall.balancedTop1Interval());
  }
}
