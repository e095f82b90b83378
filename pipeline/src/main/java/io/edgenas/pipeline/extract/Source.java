package io.edgenas.pipeline.extract;

import io.edgenas.data.Dataset;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.supernet.evaluate.HeldOut;
import java.io.IOException;
import java.util.Optional;

/** What subnets are taken from: a supernet and images. The same for all devices. */
public final class Source {
  final SubnetExport export;
  final Optional<StatedAccuracy> images;
  final String dataName;
  final String supernetSha256;

  /**
   * @param recalibration training images for batch norm
   * @param heldOut images by which finalists are judged, and others that state what the chosen one
   *     is worth; empty to trust the prediction
   * @param dataName what metadata calls the data set
   * @throws IOException if the supernet's weights cannot be read
   */
  public Source(
      SupernetSession session, Dataset recalibration, Optional<HeldOut> heldOut, String dataName)
      throws IOException {
    this.export = new SubnetExport(session, recalibration);
    this.images = heldOut.map(those -> new StatedAccuracy(session, recalibration, those, dataName));
    this.dataName = dataName;
    this.supernetSha256 = session.weightsSha256();
  }
}
