package io.edgenas.supernet.onceforall;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.network.Network;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.elastic.ParameterSpec;
import io.edgenas.supernet.elastic.RunningStatistics;
import io.edgenas.supernet.pytorch.TorchCheckpoint;
import io.edgenas.supernet.store.Tensor;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A supernet read from a PyTorch checkpoint of once-for-all's MobileNetV3 (Cai et al.,
 * Once-for-All; {@code ofa_mbv3.py}). Every tensor of the checkpoint is used, or the checkpoint is
 * refused.
 *
 * @param space what the tensors allow; see {@link OnceForAllSpace}
 * @param task with labels that only count the classes
 * @param weights by the names of {@link ParameterSpec#of}
 * @param statistics running batch-norm statistics by the names of {@link RunningStatistics}
 */
public record OnceForAllSupernet(
    MbConvSpace space,
    Task task,
    SortedMap<String, Tensor> weights,
    SortedMap<String, Tensor> statistics) {

  /**
   * Reads a checkpoint.
   *
   * @throws BadInputException naming the file and what in it is refused, damaged or of another
   *     architecture
   */
  public static OnceForAllSupernet read(Path file, ImportChoices choices) {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      return named(file, () -> read(checkpoint, choices));
    }
  }

  /** What the checkpoint itself refuses names the file, what its tensors say does not. */
  private static <T> T named(Path file, Supplier<T> made) {
    try {
      return made.get();
    } catch (BadInputException e) {
      throw e.at(file.toString());
    }
  }

  private static OnceForAllSupernet read(TorchCheckpoint checkpoint, ImportChoices choices) {
    Shapes shapes = Shapes.of(checkpoint);
    MbConvSpace space = OnceForAllSpace.of(shapes, choices);
    int channels = shapes.required("first_conv.conv.weight", 4).get(1);
    int classes = shapes.required("classifier.linear.weight", 2).get(0);
    Task task =
        Check.input(
            () ->
                new Task(
                    Task.of(space, classes, channels).labels(), channels, choices.resolutions()));
    Set<String> unused = new HashSet<>(shapes.names().keySet());
    Network largest = space.lower(task, space.largest());
    TorchNames torchNames = new TorchNames(largest, OnceForAllSpace.stageDepth(shapes));
    Reading reading = new Reading(shapes, torchNames, unused);
    SortedMap<String, Tensor> weights = new TreeMap<>();
    for (ParameterSpec spec : ParameterSpec.of(space, task)) {
      weights.put(spec.name(), reading.tensor(spec.name(), spec.shape()));
    }
    SortedMap<String, Tensor> statistics = new TreeMap<>();
    RunningStatistics.channels(largest)
        .forEach((name, width) -> statistics.put(name, reading.tensor(name, List.of(width))));
    RunningStatistics.check(largest, statistics);
    if (!unused.isEmpty()) {
      throw new BadInputException(
          "tensor '"
              + Check.shown(shapes.names().get(unused.iterator().next()))
              + "' is none of once-for-all's MobileNetV3: only that architecture is imported");
    }
    return new OnceForAllSupernet(space, task, weights, statistics);
  }

  /** Takes tensors out of the checkpoint, each in the shape that the space asks for. */
  private record Reading(Shapes shapes, TorchNames torchNames, Set<String> unused) {
    Tensor tensor(String name, List<Integer> shape) {
      String torchName = torchNames.of(name);
      List<Integer> found = shapes.required(torchName, shape.size());
      if (!found.equals(shape)) {
        throw new BadInputException(
            "tensor '"
                + torchName
                + "' has shape "
                + found
                + ", not "
                + shape
                + ": is the checkpoint complete, and of once-for-all's MobileNetV3?");
      }
      unused.remove(torchName);
      return new Tensor(shape, shapes.checkpoint().values(shapes.names().get(torchName)));
    }
  }
}
