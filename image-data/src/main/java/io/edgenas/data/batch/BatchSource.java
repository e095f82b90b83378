package io.edgenas.data.batch;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.Dataset;
import io.edgenas.data.Seeds;
import io.edgenas.images.Fit;
import io.edgenas.images.Image;
import io.edgenas.images.InputContract;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Training batches: a shuffled, augmented stream over a data set.
 *
 * <p>Each phase reads the images epoch after epoch, each epoch in its own order (under {@link
 * Balance#SAMPLER} as many images, every class equally often); batches are cut from this stream, so
 * that all are full and none is dropped at the end of an epoch. {@link #batch} is a pure function
 * of the arguments here and there, on any number of threads.
 */
public final class BatchSource {
  private final Dataset data;
  private final Augmentation augmentation;
  private final Fit fit;
  private final int[][] balancedClasses;
  private final int batchSize;
  private final long seed;
  private final BatchWriter writer;

  /** The order used last; replaced as a whole, so that a race only costs a second computation. */
  private volatile EpochOrder lastOrder;

  /**
   * @param contract channels and normalisation; its size is replaced by the resolution asked for
   * @param balance whether classes are drawn equally often
   * @param batchSize images per batch, 1 to the size of the data set
   */
  public BatchSource(
      Dataset data,
      InputContract contract,
      Augmentation augmentation,
      Balance balance,
      int batchSize,
      long seed) {
    if (batchSize < 1 || batchSize > data.size()) {
      throw new BadInputException(
          "batch size "
              + batchSize
              + " is not allowed: 1 to the number of training images, "
              + data.size()
              + "; add images, or name a --policy with a smaller batch_size");
    }
    this.data = data;
    this.augmentation = augmentation;
    this.balancedClasses = balance == Balance.SAMPLER ? classes(data) : new int[0][];
    this.batchSize = batchSize;
    this.seed = seed;
    this.fit = contract.fit();
    this.writer = new BatchWriter(augmentation.contract(contract));
    this.lastOrder = newOrder(0, 0);
  }

  /** The images of each class that has any. */
  private static int[][] classes(Dataset data) {
    return IntStream.range(0, data.size())
        .boxed()
        .collect(Collectors.groupingBy(data::label, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(images -> images.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** Number of images per batch. */
  public int batchSize() {
    return batchSize;
  }

  /** Number of images in an epoch. */
  public int images() {
    return data.size();
  }

  /**
   * One batch; the caller closes it.
   *
   * @param phase index of the phase
   * @param step within the phase, from 0
   * @param resolution side of the square images in pixels
   */
  public Batch batch(int phase, long step, int resolution) {
    int[] indices = new int[batchSize];
    for (int i = 0; i < batchSize; i++) {
      long position = Math.addExact(Math.multiplyExact(step, batchSize), i);
      indices[i] = order(phase, position / data.size()).imageAt((int) (position % data.size()));
    }
    return writer.write(
        batchSize,
        resolution,
        i -> augmented(indices[i], phase, step, i),
        i -> data.label(indices[i]));
  }

  private Image augmented(int index, int phase, long step, int i) {
    Image image = data.image(index);
    if (augmentation.equals(Augmentation.NONE)) {
      return image;
    }
    RandomGenerator random = Seeds.generator(seed, "augmentation", phase, step, i);
    return augmentation.apply(image, fit, random);
  }

  private EpochOrder order(int phase, long epoch) {
    EpochOrder order = lastOrder;
    if (order.phase() != phase || order.epoch() != epoch) {
      order = newOrder(phase, epoch);
      lastOrder = order;
    }
    return order;
  }

  private EpochOrder newOrder(int phase, long epoch) {
    return balancedClasses.length == 0
        ? EpochOrder.of(seed, phase, epoch, data.size())
        : EpochOrder.balanced(seed, phase, epoch, balancedClasses, data.size());
  }
}
