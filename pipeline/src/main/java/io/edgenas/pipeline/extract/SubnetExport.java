package io.edgenas.pipeline.extract;

import io.edgenas.data.Dataset;
import io.edgenas.images.InputContract;
import io.edgenas.images.Preprocessor;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.file.Accuracy;
import io.edgenas.onnx.file.Latency;
import io.edgenas.onnx.file.ModelMetadata;
import io.edgenas.onnx.file.ModelProvenance;
import io.edgenas.onnx.file.Parity;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.supernet.elastic.Recalibrator;
import io.edgenas.supernet.elastic.SubnetWeights;
import io.edgenas.supernet.norm.BatchNormStatistics;
import io.edgenas.supernet.store.SupernetDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Cuts subnets out of a supernet: recalibrated, emitted as ONNX, compared with the supernet. */
public final class SubnetExport {
  private static final int PARITY_IMAGES = 8;

  private final SupernetSession session;
  private final Dataset images;
  private final Recalibrator recalibrator;

  /**
   * @param images training images on which batch norm is recalibrated
   */
  public SubnetExport(SupernetSession session, Dataset images) {
    this.session = session;
    this.images = images;
    this.recalibrator = new Recalibrator(session.supernet(), session.description().input(), images);
  }

  /** A finished file in memory, with what is written beside it. */
  public record Exported(Network network, byte[] onnx, ModelMetadata metadata, Parity parity) {}

  /**
   * Makes the file of a subnet.
   *
   * @throws io.edgenas.onnx.emit.ExportException if the file's scores are not the supernet's
   */
  public Exported export(
      Arch arch, Accuracy accuracy, Optional<Latency> latency, ModelProvenance provenance) {
    SupernetDescription description = session.description();
    Network network = session.supernet().lower(arch);
    BatchNormStatistics statistics = recalibrator.reproducible(network);
    InputContract input = description.input().withSize(arch.resolution());
    ModelMetadata metadata =
        new ModelMetadata(
            arch,
            SpaceIdentity.of(description.space()),
            description.task().labels(),
            input,
            Optional.of(accuracy),
            latency,
            provenance);
    byte[] onnx =
        new Float32Emitter()
            .network(
                network,
                SubnetWeights.of(session.supernet(), network, statistics),
                EmitOptions.DEFAULT.withMetadata(metadata.toProperties()));
    Parity parity = compare(network, statistics, onnx, PARITY_IMAGES).require();
    return new Exported(network, onnx, metadata, parity);
  }

  /**
   * How far a subnet's file is from the supernet, without a verdict.
   *
   * @param imageCount how many of the images are compared, at most
   * @param change what happens to the weights on their way into the file: nothing, or something
   *     that the comparison should notice
   */
  public Parity compare(Arch arch, int imageCount, UnaryOperator<WeightSource> change) {
    Network network = session.supernet().lower(arch);
    BatchNormStatistics statistics = recalibrator.statistics(network);
    WeightSource weights = SubnetWeights.of(session.supernet(), network, statistics);
    byte[] onnx = new Float32Emitter().network(network, change.apply(weights), EmitOptions.DEFAULT);
    return compare(network, statistics, onnx, imageCount);
  }

  private Parity compare(
      Network network, BatchNormStatistics statistics, byte[] onnx, int imageCount) {
    Preprocessor preprocessor =
        new Preprocessor(session.description().input().withSize(network.arch().resolution()));
    List<float[]> inputs = new ArrayList<>();
    for (int i = 0; i < Math.min(imageCount, images.size()); i++) {
      inputs.add(preprocessor.toChw(images.image(i)));
    }
    try (OnnxModel model = OnnxModel.load(onnx, "the exported file", RuntimeConfig.DEFAULT)) {
      List<float[]> exported = inputs.stream().map(image -> model.run(image, 1)).toList();
      return Parity.compare(scores(inputs, network, statistics), exported);
    }
  }

  /** The supernet's scores of each image, which it computes at once: the file runs one by one. */
  private List<float[]> scores(
      List<float[]> inputs, Network network, BatchNormStatistics statistics) {
    int length = inputs.get(0).length;
    float[] batch = new float[inputs.size() * length];
    for (int i = 0; i < inputs.size(); i++) {
      System.arraycopy(inputs.get(i), 0, batch, i * length, length);
    }
    float[] scores = session.supernet().logits(batch, inputs.size(), network, statistics);
    int classes = scores.length / inputs.size();
    return IntStream.range(0, inputs.size())
        .mapToObj(i -> Arrays.copyOfRange(scores, i * classes, (i + 1) * classes))
        .toList();
  }
}
