package io.edgenas.supernet.evaluate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.edgenas.base.statistics.ArgMax;
import io.edgenas.data.Dataset;
import io.edgenas.data.batch.Batch;
import io.edgenas.data.batch.SequentialBatches;
import io.edgenas.images.InputContract;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.supernet.elastic.BatchSizes;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.elastic.Recalibrator;
import io.edgenas.supernet.engine.EngineArrays;
import io.edgenas.supernet.norm.BatchNormStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Judges subnets of a supernet by their accuracy on one set of images. Any thread may use it. */
public final class Evaluator {
  private final ElasticSupernet supernet;
  private final InputContract contract;
  private final Recalibrator recalibrator;
  private final Dataset images;
  private final Optional<BatchNormStatistics> running;

  /**
   * @param contract channels and normalisation; its size is replaced by each subnet's resolution
   * @param recalibration training images on which batch-norm statistics are computed
   * @param images to judge by, at least one
   */
  public Evaluator(
      ElasticSupernet supernet, InputContract contract, Dataset recalibration, Dataset images) {
    this(
        supernet,
        contract,
        new Recalibrator(supernet, contract, recalibration),
        images,
        Optional.empty());
  }

  /**
   * The same with a recalibrator of one's own.
   *
   * @param running statistics of the largest subnet that another trainer kept
   */
  public Evaluator(
      ElasticSupernet supernet,
      InputContract contract,
      Recalibrator recalibrator,
      Dataset images,
      Optional<BatchNormStatistics> running) {
    if (images.size() == 0) {
      throw new IllegalArgumentException("no images to judge subnets by");
    }
    this.supernet = supernet;
    this.contract = contract;
    this.recalibrator = recalibrator;
    this.images = images;
    this.running = running;
  }

  /**
   * Recalibrates a subnet and judges it.
   *
   * @throws BrokenSubnetException if it gives a score that is not finite
   */
  public Evaluation evaluate(Arch arch) {
    Network network = supernet.lower(arch);
    return evaluate(network, recalibrator.statistics(network));
  }

  /**
   * Judges a subnet with statistics of the largest subnet, cut to its channels: what one gets who
   * forgets to recalibrate. They are those that its trainer kept, where it kept any, else those at
   * the subnet's resolution.
   *
   * @throws BrokenSubnetException as {@link #evaluate(Arch)}
   */
  public Evaluation evaluateWithoutRecalibration(Arch arch) {
    Network network = supernet.lower(arch);
    return evaluate(network, ofLargest(arch.resolution()).cutTo(network));
  }

  private BatchNormStatistics ofLargest(int resolution) {
    return running.orElseGet(
        () ->
            recalibrator.statistics(
                supernet.lower(supernet.space().largest().withResolution(resolution))));
  }

  /**
   * Judges a subnet with given statistics.
   *
   * @throws BrokenSubnetException as {@link #evaluate(Arch)}
   */
  public Evaluation evaluate(Network network, BatchNormStatistics statistics) {
    int classes = supernet.task().classes();
    List<Integer> correct = new ArrayList<>(Collections.nCopies(classes, 0));
    List<Integer> total = new ArrayList<>(Collections.nCopies(classes, 0));
    int resolution = network.input().height();
    SequentialBatches batches =
        new SequentialBatches(images, contract, BatchSizes.evaluation(resolution));
    for (int i = 0; i < batches.count(); i++) {
      try (Batch batch = batches.batch(i, resolution)) {
        int[] labels = batch.labels();
        float[] scores = scores(batch, network, statistics);
        for (int j = 0; j < labels.length; j++) {
          total.set(labels[j], total.get(labels[j]) + 1);
          if (chosen(network, scores, j, classes) == labels[j]) {
            correct.set(labels[j], correct.get(labels[j]) + 1);
          }
        }
      }
    }
    return new Evaluation(network.arch(), new ClassRecall(correct, total));
  }

  private float[] scores(Batch batch, Network network, BatchNormStatistics statistics) {
    return supernet
        .thread()
        .call(
            () -> {
              try (NDManager scope = supernet.thread().manager().newSubManager()) {
                NDArray array = EngineArrays.images(batch, scope);
                return supernet.forward(array, network, statistics).toFloatArray();
              }
            });
  }

  private static int chosen(Network network, float[] scores, int row, int classes) {
    try {
      return ArgMax.of(scores, row * classes, classes);
    } catch (ArithmeticException e) {
      throw new BrokenSubnetException(network.arch(), e.getMessage());
    }
  }
}
