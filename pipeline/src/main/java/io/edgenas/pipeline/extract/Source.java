package io.edgenas.pipeline.extract;

import io.edgenas.data.Dataset;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.pipeline.adapter.SupernetAccuracy;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.search.accuracy.ChosenModel;
import io.edgenas.supernet.evaluate.HeldOut;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What subnets are taken from: a supernet, its accuracy model and images. The same for all devices.
 */
public final class Source {
  /** What metadata call the data set of a training, where it is not given again. */
  public static final String TRAINING_DATA = "the training data";

  final SubnetExport export;
  final ChosenModel accuracy;
  final Optional<ImageJudge> images;
  final Optional<Rounds> rounds;
  final int learningImages;
  final String dataName;
  final String supernetSha256;

  /**
   * @param recalibration training images for batch norm
   * @param heldOut images to learn from, others that choose among finalists, and others that state
   *     what the chosen one is worth; empty to trust the accuracy model
   * @param dataName what metadata calls the data set
   * @throws IOException if the supernet's weights cannot be read
   * @throws io.edgenas.base.input.BadInputException if the supernet has no accuracy model
   */
  public Source(
      SupernetSession session, Dataset recalibration, Optional<HeldOut> heldOut, String dataName)
      throws IOException {
    this.export = new SubnetExport(session, recalibration);
    this.accuracy = SupernetAccuracy.read(session.folder());
    List<EvaluatedArch> samples = session.folder().samples();
    this.learningImages = samples.stream().mapToInt(EvaluatedArch::images).max().orElse(1);
    this.images =
        heldOut.map(
            those -> new ImageJudge(session, recalibration, those, learningImages, dataName));
    this.rounds =
        images.map(
            judge ->
                new Rounds(
                    judge, SupernetAccuracy.of(session.description()), accuracy.model(), samples));
    this.dataName = dataName;
    this.supernetSha256 = session.weightsSha256();
  }
}
