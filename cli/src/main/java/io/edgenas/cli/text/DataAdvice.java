package io.edgenas.cli.text;

import io.edgenas.data.DataReport;
import io.edgenas.data.DataReport.ClassCount;
import io.edgenas.data.DataReport.Shape;
import io.edgenas.data.batch.Balance;
import io.edgenas.pipeline.train.DefaultSpace;
import io.edgenas.pipeline.train.TrainBatch;
import io.edgenas.pipeline.train.TrainRequest;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * What to train on a data set.
 *
 * @param space of the built-in ones that train on a workstation
 * @param resolutions of it that the images fill, in pixels
 * @param cacheBytes of the images decoded for that space; 0 for data that need no decoding
 * @param balance what training does about classes of different size unless a policy says otherwise
 * @param errors why training would refuse the data; empty if it would not
 */
public record DataAdvice(
    MbConvSpace space,
    List<Integer> resolutions,
    long cacheBytes,
    Balance balance,
    List<String> errors) {
  public static DataAdvice of(String data, DataReport report) {
    int side = report.range(Shape::shorterSide).median();
    MbConvSpace space = DefaultSpace.of(side);
    int largest = space.resolutions().get(space.resolutions().size() - 1);
    return new DataAdvice(
        space,
        TrainRequest.filled(space, side),
        data.startsWith("images:") ? report.cacheBytes(largest) : 0,
        Balance.suited(report.classes().stream().mapToInt(ClassCount::train).toArray()),
        errors(report, side));
  }

  private static List<String> errors(DataReport report, int side) {
    int train = report.classes().stream().mapToInt(ClassCount::train).sum();
    List<String> errors = new ArrayList<>(report.errors());
    if (train > 0) { // else that is an error already
      TrainBatch.ofDefault(side).tooFew(train).ifPresent(errors::add);
    }
    return List.copyOf(errors);
  }
}
