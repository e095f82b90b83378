package io.edgenas.cli;

import io.edgenas.cli.job.DefaultSpace;
import io.edgenas.cli.job.TrainRequest;
import io.edgenas.space.SearchSpace;
import io.edgenas.supernet.data.Balance;
import io.edgenas.supernet.data.DataReport;
import io.edgenas.supernet.data.DataReport.ClassCount;
import io.edgenas.supernet.data.DataReport.Shape;
import java.util.List;

/**
 * What to train on a data set.
 *
 * @param space of the built-in ones that train on a workstation
 * @param resolutions of it that the images fill, in pixels
 * @param cacheBytes of the images decoded for that space; 0 for data that need no decoding
 * @param balance what training does about classes of different size unless a policy says otherwise
 */
record DataAdvice(SearchSpace space, List<Integer> resolutions, long cacheBytes, Balance balance) {
  static DataAdvice of(String data, DataReport report) {
    int side = report.range(Shape::shorterSide).median();
    SearchSpace space = DefaultSpace.of(side);
    int largest = space.resolutions().get(space.resolutions().size() - 1);
    return new DataAdvice(
        space,
        TrainRequest.filled(space, side),
        data.startsWith("images:") ? report.cacheBytes(largest) : 0,
        Balance.suited(report.classes().stream().mapToInt(ClassCount::train).toArray()));
  }
}
