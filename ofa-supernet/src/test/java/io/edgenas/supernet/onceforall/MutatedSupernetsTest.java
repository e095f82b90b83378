package io.edgenas.supernet.onceforall;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.fixtures.Allocated;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import io.edgenas.network.Network;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.elastic.RunningStatistics;
import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.pytorch.TorchFiles;
import io.edgenas.supernet.pytorch.TorchFiles.Stored;
import io.edgenas.supernet.store.Mutations;
import io.edgenas.supernet.store.Origin;
import io.edgenas.supernet.store.Provenance;
import io.edgenas.supernet.store.Safetensors;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.store.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand damaged checkpoints and supernet folders, every third damaged with knowledge of the
 * format. Each is refused, or read and computed with: what passes the readers must not crash the
 * tensor engine either.
 */
class MutatedSupernetsTest {
  private static final int EACH = 500;
  private static final List<String> FILES =
      List.of("supernet.json", "weights.safetensors", "running-statistics.safetensors");
  private static final float[] ODD = {
    Float.NaN, Float.POSITIVE_INFINITY, -1, Float.MAX_VALUE, Float.MIN_VALUE, 0
  };
  private static final List<Long> ODD_NUMBERS =
      List.of(0L, -1L, 1L, 2L, 7L, 1L << 31, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);

  /** A tensor or list of tensors; the commands put the folder before it. */
  private static final Pattern NAMED =
      Pattern.compile("weights? .*'.+'|batch-norm statistics? ('.+'|that the supernet has not)");

  /** Bytes that reading one small supernet may take: many times what a whole one needs. */
  private static final long MAX_ALLOCATED = 64L << 20;

  private static TensorThread thread;
  private final SplittableRandom random = new SplittableRandom(7);

  @TempDir Path temp;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  /** A reader of what was damaged, to the point where the engine computes with it. */
  private interface Use {
    void run() throws IOException;
  }

  /** Whether it was refused, by name, as it must be unless it works. */
  private static boolean refused(Path damaged, Use use) throws IOException {
    long before = Allocated.bytes();
    try {
      use.run();
      return false;
    } catch (BadInputException e) {
      String message = e.getMessage();
      assertTrue(message.contains(damaged.toString()) || NAMED.matcher(message).find(), message);
      return true;
    } finally {
      long bytes = Allocated.bytes() - before;
      assertTrue(bytes < MAX_ALLOCATED, damaged + " allocates " + bytes + " bytes");
    }
  }

  private static void compute(
      MbConvSpace space, Task task, Map<String, Tensor> weights, Map<String, Tensor> statistics) {
    Network network = space.lower(task, space.smallest().withResolution(task.resolutions().get(0)));
    var running = RunningStatistics.of(space.lower(task, space.largest()), statistics);
    try (ElasticSupernet supernet = ElasticSupernet.of(thread, space, task, weights)) {
      int size = network.input().height();
      float[] images = Tensors.images(1, task.channels(), size, 3);
      float[] logits = supernet.logits(images, 1, network, running.cutTo(network));
      assertTrue(logits.length == task.classes());
    }
  }

  @Test
  void checkpoints() throws IOException {
    List<Stored> tensors = TorchFiles.of(SmallCheckpoint.tensors());
    byte[] zip = TorchFiles.zip(tensors);
    byte[] legacy = TorchFiles.legacy(tensors);
    Path file = temp.resolve("net.pth");
    int refused = 0;
    for (int i = 0; i < EACH; i++) {
      byte[] damaged =
          i % 3 == 0 ? restructured(tensors) : Mutations.of(i % 2 == 0 ? zip : legacy, random);
      Files.write(file, damaged);
      refused +=
          refused(
                  file,
                  () -> {
                    OnceForAllSupernet read =
                        OnceForAllSupernet.read(file, SmallCheckpoint.CHOICES);
                    compute(read.space(), read.task(), read.weights(), read.statistics());
                  })
              ? 1
              : 0;
    }
    assertTrue(refused > EACH / 2 && refused < EACH, "refused " + refused + " of " + EACH);
  }

  /** A well-formed file around one change that only somebody who knows the format would make. */
  private byte[] restructured(List<Stored> original) {
    List<Stored> tensors = new ArrayList<>(original);
    int at = random.nextInt(tensors.size());
    Stored t = tensors.get(at);
    boolean legacy = random.nextBoolean();
    byte[] bytes = t.bytes().clone();
    switch (random.nextInt(9)) {
      case 0 -> tensors.set(at, with(t, t.type(), odd(), t.offset(), t.shape(), t.strides()));
      case 1 -> tensors.set(at, with(t, t.type(), t.count(), odd(), t.shape(), t.strides()));
      case 2 ->
          tensors.set(at, with(t, t.type(), t.count(), t.offset(), odd(t.shape()), t.strides()));
      case 3 ->
          tensors.set(at, with(t, t.type(), t.count(), t.offset(), t.shape(), odd(t.strides())));
      case 4 -> {
        String type = List.of("LongStorage", "HalfStorage", "Storage").get(random.nextInt(3));
        tensors.set(at, with(t, type, t.count(), t.offset(), t.shape(), t.strides()));
      }
      case 5 -> tensors.remove(at);
      case 6 -> {
        Stored other = tensors.get(random.nextInt(tensors.size()));
        tensors.set(
            at,
            new Stored(
                t.name(),
                other.type(),
                other.count(),
                other.bytes(),
                0,
                other.shape(),
                other.strides()));
      }
      case 7 -> {
        int value = Float.floatToIntBits(ODD[random.nextInt(ODD.length)]);
        int position = 4 * random.nextInt(bytes.length / 4);
        for (int i = 0; i < 4; i++) {
          bytes[position + i] = (byte) (value >> 8 * i);
        }
        tensors.set(
            at, new Stored(t.name(), t.type(), t.count(), bytes, 0, t.shape(), t.strides()));
      }
      default -> {
        byte[] pickle = Mutations.of(TorchFiles.pickle(tensors, legacy), random);
        return legacy ? TorchFiles.legacy(pickle, tensors) : TorchFiles.zip(pickle, tensors);
      }
    }
    return legacy ? TorchFiles.legacy(tensors) : TorchFiles.zip(tensors);
  }

  private static Stored with(
      Stored t, String type, long count, long offset, List<Long> shape, List<Long> strides) {
    return new Stored(t.name(), type, count, t.bytes(), offset, shape, strides);
  }

  private long odd() {
    return ODD_NUMBERS.get(random.nextInt(ODD_NUMBERS.size()));
  }

  private List<Long> odd(List<Long> values) {
    List<Long> changed = new ArrayList<>(values);
    changed.set(random.nextInt(changed.size()), odd());
    return changed;
  }

  @Test
  void folders() throws IOException {
    Path path = temp.resolve("supernet");
    SupernetFolder whole = SupernetFolder.openOrCreateImported(path, description());
    whole.writeRunningStatistics(SmallCheckpoint.statistics());
    whole.writeWeights(SmallCheckpoint.weights());
    Use use =
        () -> {
          SupernetFolder folder = SupernetFolder.open(path);
          SupernetDescription read = folder.description();
          compute(read.space(), read.task(), folder.weights(), folder.runningStatistics().get());
        };
    assertFalse(refused(path, use));
    int refused = 0;
    for (int i = 0; i < EACH; i++) {
      Path file = path.resolve(FILES.get(i % FILES.size()));
      byte[] original = Files.readAllBytes(file);
      boolean structured = i / FILES.size() % 3 == 0;
      Files.write(file, structured ? restructured(file, original) : Mutations.of(original, random));
      refused += refused(path, use) ? 1 : 0;
      Files.write(file, original);
    }
    assertTrue(refused > EACH / 2 && refused < EACH, "refused " + refused + " of " + EACH);
  }

  private static SupernetDescription description() {
    return new SupernetDescription(
        SmallCheckpoint.SPACE,
        SmallCheckpoint.TASK,
        InputContract.of(1, 32, Fit.CROP, List.of(0.5), List.of(0.5)),
        new Origin.Imported("net.pth", "ab".repeat(32)),
        new Provenance("0.1.0", 1, new TreeMap<>()));
  }

  private byte[] restructured(Path file, byte[] original) {
    return file.getFileName().toString().endsWith(".json")
        ? otherNumber(new String(original, StandardCharsets.UTF_8))
        : otherTensors(Safetensors.read(file));
  }

  /** Valid JSON with one number replaced. */
  private byte[] otherNumber(String json) {
    List<MatchResult> numbers =
        Pattern.compile("(?<=[ :\\[])\\d+\\b").matcher(json).results().toList();
    MatchResult number = numbers.get(random.nextInt(numbers.size()));
    String changed = json.substring(0, number.start()) + odd() + json.substring(number.end());
    return changed.getBytes(StandardCharsets.UTF_8);
  }

  /** Valid safetensors with one tensor missing, of another name, shape or value. */
  private byte[] otherTensors(Safetensors stored) {
    SortedMap<String, Tensor> tensors = new TreeMap<>(stored.tensors());
    String name = List.copyOf(tensors.keySet()).get(random.nextInt(tensors.size()));
    Tensor tensor = tensors.remove(name);
    float[] values = tensor.values();
    switch (random.nextInt(4)) {
      case 0 -> {} // it stays away
      case 1 -> tensors.put(name + "x", tensor);
      case 2 -> tensors.put(name, new Tensor(List.of(1, values.length), values));
      default -> {
        values[random.nextInt(values.length)] = ODD[random.nextInt(ODD.length)];
        tensors.put(name, new Tensor(tensor.shape(), values));
      }
    }
    return new Safetensors(stored.metadata(), tensors).encode();
  }
}
