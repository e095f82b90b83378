package io.edgenas.pipeline.train;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetFolder;
import java.util.Optional;

/**
 * How many images a training wants at least.
 *
 * @param images in each step
 * @param policy that says so
 */
public record TrainBatch(int images, String policy) {
  /** The batch of a training as it is asked for. */
  public static TrainBatch of(TrainRequest request, int nativeSize) {
    Optional<TrainingPolicy> given = request.policy();
    if (given.isEmpty() && request.resumes()) {
      given = Optional.of(SupernetFolder.open(request.folder()).policy());
    }
    return given.map(TrainBatch::of).orElseGet(() -> ofDefault(request.resolvedSpace(nativeSize)));
  }

  /** The batch of a training that leaves everything to the images' size. */
  public static TrainBatch ofDefault(int nativeSize) {
    return ofDefault(DefaultSpace.of(nativeSize));
  }

  private static TrainBatch ofDefault(MbConvSpace space) {
    return of(Policies.defaultFor(space));
  }

  private static TrainBatch of(TrainingPolicy policy) {
    return new TrainBatch(policy.batchSize(), policy.name());
  }

  /**
   * @throws BadInputException if there are fewer training images than one step takes
   */
  public void require(int train) {
    tooFew(train)
        .ifPresent(
            message -> {
              throw new BadInputException(message);
            });
  }

  /** Why so many training images do not suffice; empty if they do. */
  public Optional<String> tooFew(int train) {
    return train >= images
        ? Optional.empty()
        : Optional.of(
            train
                + " training images are fewer than the "
                + images
                + " of each step in policy "
                + policy
                + ": add images, or name a --policy with a smaller batch_size");
  }
}
