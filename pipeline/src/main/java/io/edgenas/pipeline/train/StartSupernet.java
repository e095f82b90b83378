package io.edgenas.pipeline.train;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.data.DataSplits;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.elastic.WeightTransfer;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.Origin;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.store.Tensor;
import io.edgenas.supernet.train.InitialWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * A trained or imported supernet that a training starts from, read.
 *
 * @param path its folder, as the person wrote it
 */
public record StartSupernet(
    Path path, MbConvSpace space, SortedMap<String, Tensor> weights, Origin.Initial origin) {

  /**
   * Reads it.
   *
   * @throws BadInputException if the folder holds none, or its training has not ended
   */
  public static StartSupernet open(Path path) {
    SupernetFolder folder = SupernetFolder.open(path);
    SortedMap<String, Tensor> weights = folder.weights();
    try {
      return new StartSupernet(
          path,
          folder.description().space(),
          weights,
          new Origin.Initial(
              path.toAbsolutePath().normalize().getFileName().toString(), folder.weightsSha256()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes sure that it is of a space.
   *
   * @throws BadInputException naming both
   */
  void requireSpace(MbConvSpace wanted) {
    if (!space.fingerprint().equals(wanted.fingerprint())) {
      throw new BadInputException(
          "--init "
              + path
              + " holds a supernet of space "
              + space.name()
              + ", the training is of "
              + wanted.name()
              + (space.name().equals(wanted.name()) ? " with other choices" : "")
              + ": leave --space out, or start from a supernet of the same space");
    }
  }

  /**
   * Makes sure that it can teach where a policy's first phase wants a teacher.
   *
   * @throws BadInputException naming what it lacks
   */
  void requireTeacher(TrainingPolicy policy, MbConvSpace wanted, DataSplits data) {
    WeightTransfer transfer =
        WeightTransfer.of(wanted, TrainRequest.task(wanted, data), 0, weights);
    if (policy.distilsFromFullNetwork(0) && !transfer.anew().isEmpty()) {
      throw new BadInputException(
          "--init "
              + path
              + " cannot teach phase '"
              + policy.phases().get(0).name()
              + "', because its "
              + Check.shown(transfer.anew().get(0))
              + " does not fit the data: train the full network first (without --skip-full)");
    }
  }

  /**
   * Gives its weights to a training that begins.
   *
   * @return what was taken, for people
   */
  String give(SupernetFolder folder) throws IOException {
    WeightTransfer transfer =
        WeightTransfer.of(
            folder.description().space(),
            folder.description().task(),
            folder.description().provenance().seed(),
            weights);
    InitialWeights.write(folder, transfer.weights());
    return "starting from "
        + path
        + ": "
        + transfer.taken()
        + " of "
        + transfer.weights().size()
        + " weights taken"
        + (transfer.anew().isEmpty() ? "" : ", anew: " + String.join(", ", transfer.anew()));
  }
}
