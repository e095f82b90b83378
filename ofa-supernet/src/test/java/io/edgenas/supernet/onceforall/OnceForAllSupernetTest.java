package io.edgenas.supernet.onceforall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Network;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.elastic.ParameterSpec;
import io.edgenas.supernet.elastic.RunningStatistics;
import io.edgenas.supernet.pytorch.TorchFiles;
import io.edgenas.supernet.store.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnceForAllSupernetTest {
  @TempDir Path temp;

  private OnceForAllSupernet read(Map<String, Tensor> tensors, ImportChoices choices)
      throws IOException {
    Path file = Files.write(temp.resolve("net.pth"), TorchFiles.zip(TorchFiles.of(tensors)));
    return OnceForAllSupernet.read(file, choices);
  }

  private static SortedMap<String, Tensor> renamed(UnaryOperator<String> name) {
    SortedMap<String, Tensor> renamed = new TreeMap<>();
    SmallCheckpoint.tensors().forEach((key, value) -> renamed.put(name.apply(key), value));
    return renamed;
  }

  @Test
  void findsSpaceTaskWeightsAndStatistics() throws IOException {
    OnceForAllSupernet read = read(SmallCheckpoint.tensors(), SmallCheckpoint.CHOICES);
    assertEquals(SmallCheckpoint.SPACE, read.space());
    assertEquals(SmallCheckpoint.TASK, read.task());
    assertEquals(SmallCheckpoint.weights(), read.weights());
    assertEquals(SmallCheckpoint.statistics(), read.statistics());
  }

  @Test
  void readsTheNamesOfAllReleases() throws IOException {
    for (UnaryOperator<String> naming :
        List.<UnaryOperator<String>>of(
            name -> "module." + name,
            name -> name.replaceFirst("^(blocks\\.\\d+)\\.conv", "$1.mobile_inverted_conv"),
            name -> name.startsWith("blocks.3") ? name.replace(".bn.", ".bn.bn.") : name,
            name -> name.replace("point_linear.conv.weight", "point_linear.conv.conv.weight"),
            name -> name.replace("classifier.linear.", "classifier.linear.linear."))) {
      OnceForAllSupernet read = read(renamed(naming), SmallCheckpoint.CHOICES);
      assertEquals(SmallCheckpoint.weights(), read.weights());
      assertEquals(SmallCheckpoint.statistics(), read.statistics());
    }
  }

  @Test
  void knowsTheBuiltInSpaces() throws IOException {
    MbConvSpace builtIn = MbConvSpace.builtIn("ofa-mbv3-w1.0");
    Task task = Task.of(builtIn, 2, 3);
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    Network largest = builtIn.lower(task, builtIn.largest());
    TorchNames names = new TorchNames(largest, 4);
    for (ParameterSpec spec : ParameterSpec.of(builtIn, task)) {
      tensors.put(names.of(spec.name()), new Tensor(spec.shape(), new float[spec.size()]));
    }
    RunningStatistics.channels(largest)
        .forEach(
            (name, width) ->
                tensors.put(names.of(name), new Tensor(List.of(width), new float[width])));
    ImportChoices choices =
        new ImportChoices(List.of(160, 192), Optional.empty(), Optional.empty());
    OnceForAllSupernet read = read(tensors, choices);
    assertEquals(builtIn, read.space());
    assertEquals(List.of(160, 192), read.task().resolutions());
    ImportChoices fewer =
        new ImportChoices(List.of(160), Optional.of(List.of(3, 4)), Optional.of(List.of(3, 6)));
    MbConvSpace narrower = read(tensors, fewer).space();
    assertEquals("ofa-mbv3-imported", narrower.name());
    assertEquals(List.of(3, 4), narrower.stages().get(0).depths());
    assertEquals(List.of(3, 6), narrower.stages().get(0).expands());
  }

  private void assertRefused(Consumer<Map<String, Tensor>> change, String part) {
    Map<String, Tensor> tensors = SmallCheckpoint.tensors();
    change.accept(tensors);
    String message =
        assertThrows(BadInputException.class, () -> read(tensors, SmallCheckpoint.CHOICES))
            .getMessage();
    assertTrue(message.contains("net.pth") && message.contains(part), message);
  }

  private static Tensor ones(Integer... shape) {
    int size = 1;
    for (int side : shape) {
      size *= side;
    }
    float[] values = new float[size];
    java.util.Arrays.fill(values, 1);
    return new Tensor(List.of(shape), values);
  }

  @Test
  void refusesOtherArchitectures() {
    String block = "blocks.2.conv.";
    assertRefused(t -> t.remove("first_conv.conv.weight"), "'first_conv.conv.weight'");
    assertRefused(t -> t.remove(block + "point_linear.conv.weight"), "2 blocks");
    assertRefused(t -> t.remove("feature_mix_layer.conv.weight"), "feature_mix_layer");
    assertRefused(t -> t.put("shortcut.weight", ones(2)), "'shortcut.weight'");
    assertRefused(t -> t.put(block + "depth_conv.conv.5to3_matrix", ones(4, 4)), "[4, 4]");
    assertRefused(
        t -> t.put(block + "inverted_bottleneck.conv.weight", ones(136, 8, 1, 1)),
        "no expand ratio");
    assertRefused(t -> t.remove(block + "depth_conv.se.fc.reduce.weight"), "block 2");
    assertRefused(t -> t.put("classifier.linear.weight", ones(1, 16)), "number of classes 1");
    assertRefused(t -> t.put("first_conv.conv.weight", ones(8, 2, 3, 3)), "channels 2");
    assertRefused(t -> t.put("first_conv.conv.weight", ones(8, 1, 4, 4)), "stem kernel 4");
    assertRefused(t -> t.put("first_conv.conv.weight", ones(8)), "4 dimensions");
    assertRefused(t -> t.put("module.first_conv.conv.weight", ones(8)), "two tensors");
  }

  @Test
  void refusesStatisticsThatCannotBe() {
    String variance = "first_conv.bn.running_var";
    assertRefused(
        t -> t.put(variance, new Tensor(List.of(8), new float[] {1, 1, 1, 1, -1, 1, 1, 1})),
        "-1.0");
    assertRefused(
        t -> t.put(variance, new Tensor(List.of(8), new float[] {1, Float.NaN, 1, 1, 1, 1, 1, 1})),
        "NaN");
  }

  @Test
  void refusesChoicesThatTheTensorsDoNotHave() {
    ImportChoices deeper =
        new ImportChoices(List.of(32), Optional.of(List.of(1, 2)), Optional.empty());
    assertTrue(
        assertThrows(BadInputException.class, () -> read(SmallCheckpoint.tensors(), deeper))
            .getMessage()
            .contains("depth choices [1, 2] do not end with 1"));
  }
}
