package io.edgenas.experiments;

import io.edgenas.onnx.file.Parity;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.pipeline.extract.SubnetExport;
import io.edgenas.space.ArchVariation;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Exports random subnets of a trained supernet and says how far the files' scores are from the
 * supernet's: {@code ParityOfSubnets SUPERNET [SUBNETS] [IMAGES]}.
 */
public final class ParityOfSubnets {
  private static final long SEED = 20;

  private ParityOfSubnets() {}

  /** Prints one line; fails if a subnet is beyond the limit. */
  public static void main(String[] args) {
    int subnets = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    int images = args.length > 2 ? Integer.parseInt(args[2]) : 64;
    double worst = 0;
    double smallestDeviation = Double.POSITIVE_INFINITY;
    int otherTop1 = 0;
    try (SupernetSession session = SupernetSession.open(Path.of(args[0]))) {
      SubnetExport export = new SubnetExport(session, session.recalibrationImages());
      ArchVariation variation =
          new ArchVariation(
              session.description().space(), session.description().task().resolutions());
      SplittableRandom random = new SplittableRandom(SEED);
      for (int i = 0; i < subnets; i++) {
        Parity parity =
            export.compare(variation.sample(random), images, UnaryOperator.identity()).require();
        worst = Math.max(worst, parity.largestDifference() / parity.limit());
        smallestDeviation = Math.min(smallestDeviation, parity.standardDeviation());
        otherTop1 += parity.otherTop1();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d subnets, %d images each: largest difference %.4f of the limit, smallest standard"
            + " deviation of the scores %.3f, images with another top-1: %d%n",
        subnets,
        images,
        worst,
        smallestDeviation,
        otherTop1);
  }
}
