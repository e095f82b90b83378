package io.edgenas.supernet.onceforall;

import io.edgenas.network.Network;
import io.edgenas.operation.Activation;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.FirstBlockSpec;
import io.edgenas.space.mbconv.HeadSpec;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.StageSpec;
import io.edgenas.space.mbconv.StemSpec;
import io.edgenas.supernet.elastic.ParameterSpec;
import io.edgenas.supernet.elastic.RunningStatistics;
import io.edgenas.supernet.store.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A once-for-all MobileNetV3 as small as its architecture can be: one block a stage. */
final class SmallCheckpoint {
  static final MbConvSpace SPACE = space();
  static final Task TASK = Task.of(SPACE, 3, 1);
  static final ImportChoices CHOICES =
      new ImportChoices(SPACE.resolutions(), Optional.empty(), Optional.empty());

  private SmallCheckpoint() {}

  private static MbConvSpace space() {
    List<StageSpec> stages = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      stages.add(
          new StageSpec(
              List.of(8),
              List.of(1),
              i == 1 ? List.of(3, 5) : List.of(3),
              List.of(3),
              i == 3 ? 1 : 2,
              i < 2 ? Activation.RELU : Activation.HSWISH,
              i == 1 || i > 2));
    }
    return new MbConvSpace(
        "ofa-mbv3-imported",
        new StemSpec(8, 3, 2, Activation.HSWISH),
        Optional.of(new FirstBlockSpec(8, 3, Activation.RELU)),
        stages,
        new HeadSpec(16, OptionalInt.of(16), Activation.HSWISH),
        List.of(32));
  }

  static Network largest() {
    return SPACE.lower(TASK, SPACE.largest());
  }

  static SortedMap<String, Tensor> weights() {
    SplittableRandom random = new SplittableRandom(1);
    SortedMap<String, Tensor> weights = new TreeMap<>();
    for (ParameterSpec spec : ParameterSpec.of(SPACE, TASK)) {
      weights.put(spec.name(), new Tensor(spec.shape(), normal(spec.size(), random)));
    }
    return weights;
  }

  static SortedMap<String, Tensor> statistics() {
    SplittableRandom random = new SplittableRandom(2);
    SortedMap<String, Tensor> statistics = new TreeMap<>();
    RunningStatistics.channels(largest())
        .forEach(
            (name, width) -> {
              float[] values = normal(width, random);
              for (int i = 0; i < width; i++) {
                values[i] = Math.abs(values[i]) + 0.5f;
              }
              statistics.put(name, new Tensor(List.of(width), values));
            });
    return statistics;
  }

  private static float[] normal(int count, RandomGenerator random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Weights and statistics by the names that the checkpoint gives them. */
  static SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    TorchNames names = new TorchNames(largest(), 1);
    for (Map<String, Tensor> part : List.of(weights(), statistics())) {
      part.forEach((name, tensor) -> tensors.put(names.of(name), tensor));
    }
    return tensors;
  }
}
