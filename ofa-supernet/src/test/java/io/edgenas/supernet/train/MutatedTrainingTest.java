package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.store.Mutations;
import io.edgenas.supernet.store.Safetensors;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.store.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The folder of a training that was interrupted in its third phase, with one file damaged, every
 * third with knowledge of the format. Training goes on in it, or is refused, or diverges.
 */
class MutatedTrainingTest {
  private static final int EACH = 330;
  private static final List<String> FILES =
      List.of("checkpoint.safetensors", "log.csv", "supernet.json", "policy.yaml");
  private static final List<String> ODD =
      List.of(
          "-1",
          "0",
          "1",
          "3",
          "12",
          "99",
          "4",
          "2147483648",
          "9223372036854775807",
          "1e308",
          "-1e308",
          "NaN",
          "Infinity",
          "",
          "x",
          "0x10");
  private static final float[] ODD_VALUES = {
    Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, Float.MIN_VALUE, -1e20f
  };

  private static TensorThread thread;
  private final SplittableRandom random = new SplittableRandom(11);

  @TempDir Path temp;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  private static void train(Path folder, int steps) {
    int[] done = {0};
    new Trainer(
            thread,
            SupernetFolder.open(folder),
            TinyTraining.DATA,
            System::nanoTime,
            progress -> done[0]++,
            () -> done[0] >= steps)
        .run();
  }

  @Test
  void goesOnOrIsRefused() throws IOException {
    Path folder = TinyTraining.folder(temp.resolve("it"), Policies.builtIn("tiny"), 3).path();
    train(folder, 39); // 24 steps, 12 steps, and 3 of the phase that learns from two subnets
    List<byte[]> originals = new ArrayList<>();
    for (String file : FILES) {
      originals.add(Files.readAllBytes(folder.resolve(file)));
    }
    int refused = 0;
    int diverged = 0;
    for (int i = 0; i < EACH; i++) {
      int which = i % FILES.size();
      Path file = folder.resolve(FILES.get(which));
      byte[] original = originals.get(which);
      boolean structured = i / FILES.size() % 3 == 0;
      Files.write(file, structured ? restructured(file, original) : Mutations.of(original, random));
      try {
        train(folder, 1);
      } catch (BadInputException e) {
        assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
        refused++;
      } catch (DivergedException e) {
        diverged++;
      }
      for (int j = 0; j < FILES.size(); j++) {
        Files.write(folder.resolve(FILES.get(j)), originals.get(j));
      }
      Files.deleteIfExists(
          folder.resolve("weights.safetensors")); // of a mutant that was at its end
    }
    String counts = "refused " + refused + ", diverged " + diverged + " of " + EACH;
    assertTrue(refused > EACH / 3 && refused + diverged < EACH, counts);
    train(folder, 1);
  }

  private byte[] restructured(Path file, byte[] original) throws IOException {
    return file.toString().endsWith(".safetensors")
        ? restructured(Safetensors.decode(original, "checkpoint"))
        : otherNumber(new String(original, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
  }

  /** A checkpoint with another state, or with a tensor missing, moved or of other values. */
  private byte[] restructured(Safetensors checkpoint) {
    SortedMap<String, String> state = new TreeMap<>(checkpoint.metadata());
    SortedMap<String, Tensor> tensors = new TreeMap<>(checkpoint.tensors());
    List<String> names = List.copyOf(tensors.keySet());
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        List<String> keys = List.copyOf(state.keySet());
        state.put(keys.get(random.nextInt(keys.size())), ODD.get(random.nextInt(ODD.size())));
      }
      case 2 -> tensors.keySet().removeIf(other -> other.startsWith("teacher/"));
      case 3 -> tensors.put(name, tensors.get(names.get(random.nextInt(names.size()))));
      default -> {
        float[] values = tensors.get(name).values();
        values[random.nextInt(values.length)] = ODD_VALUES[random.nextInt(ODD_VALUES.length)];
        tensors.put(name, new Tensor(tensors.get(name).shape(), values));
      }
    }
    return new Safetensors(state, tensors).encode();
  }

  /** The text with one of its numbers replaced. */
  private String otherNumber(String text) {
    var numbers =
        java.util.regex.Pattern.compile("(?<![\\w.])\\d[\\d.E-]*\\b")
            .matcher(text)
            .results()
            .toList();
    var number = numbers.get(random.nextInt(numbers.size()));
    return text.substring(0, number.start())
        + ODD.get(random.nextInt(ODD.size()))
        + text.substring(number.end());
  }
}
