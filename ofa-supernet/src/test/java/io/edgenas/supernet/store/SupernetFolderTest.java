package io.edgenas.supernet.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.data.fixtures.SyntheticImages;
import io.edgenas.fixtures.Fifo;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.policy.TrainingPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupernetFolderTest {
  private static final TrainingPolicy POLICY = Policies.builtIn("tiny");
  private static final Map<String, Tensor> WEIGHTS =
      Map.of("stem.weight", new Tensor(List.of(2, 2), new float[] {1, 2, 3, 4}));

  @TempDir Path temp;

  private Path folder() {
    return temp.resolve("supernet");
  }

  private static SupernetDescription description(TrainingPolicy policy, long seed) {
    return description(policy.hash(), seed);
  }

  private static SupernetDescription description(String policySha256, long seed) {
    return new SupernetDescription(
        TinySpace.SPACE,
        TinySpace.TASK,
        InputContract.of(1, 20, Fit.CROP, List.of(0.286), List.of(0.353)),
        new Origin.Trained(policySha256, "ab".repeat(32)),
        new Provenance(
            "0.1.0", seed, new TreeMap<>(Map.of("java", "17.0.1", "engine", "PyTorch 2.7.1"))));
  }

  private SupernetFolder create() throws IOException {
    return SupernetFolder.openOrCreate(folder(), description(POLICY, 1), POLICY);
  }

  private SupernetFolder createTrained() throws IOException {
    SupernetFolder folder = create();
    folder.writeWeights(WEIGHTS);
    folder.writeRecalibrationImages(SyntheticImages.of(8, 4, 1, 6, 1));
    try (SampleLog samples = folder.openSamples()) {
      samples.append(new EvaluatedArch(TinySpace.SPACE.largest(), 0.75, 32));
      samples.append(new EvaluatedArch(TinySpace.SPACE.smallest(), 0.5, 32));
    }
    try (TrainingLog log = folder.openLog()) {
      OptionalDouble none = OptionalDouble.empty();
      log.append(new LogRow(0, "full", 5, 0.05, 1.5, none, none, 0.25));
    }
    return folder;
  }

  private static String refusal(Runnable action) {
    return assertThrows(BadInputException.class, action::run).getMessage();
  }

  @Test
  void readsBackEverything() throws IOException {
    createTrained();
    SupernetFolder read = SupernetFolder.open(folder());
    assertEquals(description(POLICY, 1), read.description());
    assertEquals(POLICY, read.policy());
    assertTrue(read.trained());
    assertEquals(WEIGHTS, read.weights());
    assertEquals(
        SyntheticImages.of(8, 4, 1, 6, 1).image(3), read.recalibrationImages().get().image(3));
    assertEquals(2, read.samples().size());
    assertEquals(1, read.log().size());
    assertTrue(read.checkpoint().isEmpty());
  }

  /** The golden file is what schema 1 looks like: it is never made anew, only joined by others. */
  @Test
  void writesAndReadsTheFirstVersionOfTheFormat() throws IOException {
    SupernetDescription description = description("cd".repeat(32), 1);
    try (InputStream in = getClass().getResourceAsStream("supernet-1.json")) {
      String golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(golden, Json.pretty(description.toJson()));
      assertEquals(
          description, SupernetDescription.read(Document.parse(golden, "supernet-1.json")));
    }
  }

  @Test
  void goesOnWithItsOwnTraining() throws IOException {
    SupernetFolder first = create();
    Map<String, String> state = Map.of("phase", "1", "step", "7");
    first.writeCheckpoint(state, WEIGHTS);
    Safetensors checkpoint = create().checkpoint().get();
    assertEquals("7", checkpoint.metadata().get("step"));
    assertEquals(WEIGHTS, checkpoint.tensors());
    first.deleteCheckpoint();
    assertTrue(create().checkpoint().isEmpty());
  }

  @Test
  void refusesToGoOnWithAnotherPolicyOrSeed() throws IOException {
    create().writeCheckpoint(Map.of(), WEIGHTS);
    TrainingPolicy other = POLICY.scaledEpochs(2);
    String policy =
        assertThrows(
                BadInputException.class,
                () -> SupernetFolder.openOrCreate(folder(), description(other, 1), other))
            .getMessage();
    assertTrue(policy.contains("another policy") && policy.contains("another folder"), policy);
    String seed =
        assertThrows(
                BadInputException.class,
                () -> SupernetFolder.openOrCreate(folder(), description(POLICY, 2), POLICY))
            .getMessage();
    assertTrue(seed.contains("another seed (1, now 2)"), seed);
  }

  @Test
  void refusesWeightsAndCheckpointsOfAnotherSupernet() throws IOException {
    createTrained().writeCheckpoint(Map.of(), WEIGHTS);
    TrainingPolicy other = POLICY.scaledEpochs(2);
    Path otherFolder = temp.resolve("other");
    SupernetFolder stranger =
        SupernetFolder.openOrCreate(otherFolder, description(other, 1), other);
    for (String name : List.of("weights.safetensors", "checkpoint.safetensors")) {
      Files.copy(folder().resolve(name), otherFolder.resolve(name));
    }
    String message = refusal(stranger::weights);
    assertTrue(message.contains("another supernet: edgenas.policy"), message);
    assertTrue(refusal(stranger::checkpoint).contains("edgenas.policy"));
  }

  @Test
  void refusesAPolicyFileThatWasEdited() throws IOException {
    create();
    Path file = folder().resolve("policy.yaml");
    Files.writeString(
        file, Files.readString(file).replace("\"batch_size\" : 16", "\"batch_size\" : 17"));
    String message = refusal(() -> SupernetFolder.open(folder()));
    assertTrue(message.contains("policy.yaml is not the policy"), message);
  }

  @Test
  void refusesWeightsThatAreNotNumbers() throws IOException {
    SupernetFolder folder = create();
    folder.writeWeights(Map.of("bad.weight", new Tensor(List.of(2), new float[] {1, Float.NaN})));
    String message = refusal(folder::weights);
    assertTrue(message.contains("bad.weight") && message.contains("not numbers"), message);
  }

  @Test
  void saysWhatAFolderLacks() throws IOException {
    assertTrue(refusal(() -> SupernetFolder.open(temp)).contains("no supernet.json"));
    SupernetFolder untrained = create();
    assertFalse(untrained.trained());
    assertTrue(refusal(untrained::weights).contains("training has not ended"));
    assertTrue(untrained.recalibrationImages().isEmpty());
    assertEquals(List.of(), untrained.samples());
    assertEquals(List.of(), untrained.log());
  }

  @Test
  void refusesSamplesOfAnotherSpace() throws IOException {
    SupernetFolder folder = create();
    try (SampleLog samples = folder.openSamples()) {
      samples.append(new EvaluatedArch(ArchSpec.parse("r20/w16:k9e2/w24:k5e4"), 0.5, 10));
    }
    String message = refusal(folder::samples);
    assertTrue(message.contains("samples.csv") && message.contains("kernel size 9"), message);
  }

  @Test
  void refusesAnOutputThatIsNoFolder() throws IOException {
    Files.writeString(folder(), "a file");
    assertTrue(
        assertThrows(BadInputException.class, this::create).getMessage().contains("not writable"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"schema\" : 1;\"schema\" : 2;schema 2 is newer",
        "\"policy_sha256\" : \";\"policy_sha256\" : \"x;no SHA-256",
        "\"seed\" : 1;\"seed\" : 1.5;a whole number",
        "\"channels\" : 1;\"channels\" : 3;channels",
        "\"fit\";\"fitt\";unknown key 'fitt'"
      })
  void refusesADescriptionThatDoesNotFit(String change) throws IOException {
    create();
    String[] parts = change.split(";");
    Path file = folder().resolve("supernet.json");
    String text = Files.readString(file);
    String changed = text.replaceFirst(parts[0], parts[1]);
    assertFalse(text.equals(changed), change);
    Files.writeString(file, changed);
    String message = refusal(() -> SupernetFolder.open(folder()));
    assertTrue(message.contains("supernet.json") && message.contains(parts[2]), message);
  }

  @Test
  void readsOrRefusesAnyMutatedFile() throws IOException {
    SupernetFolder whole = createTrained();
    whole.writeCheckpoint(Map.of("step", "1"), WEIGHTS);
    Map<String, Runnable> readers =
        new TreeMap<>(
            Map.of(
                "supernet.json", () -> SupernetFolder.open(folder()),
                "policy.yaml", () -> SupernetFolder.open(folder()),
                "weights.safetensors", whole::weights,
                "checkpoint.safetensors", whole::checkpoint,
                "recalibration.bin", whole::recalibrationImages,
                "samples.csv", whole::samples,
                "log.csv", whole::log));
    SplittableRandom random = new SplittableRandom(2024);
    for (Map.Entry<String, Runnable> reader : readers.entrySet()) {
      Path file = folder().resolve(reader.getKey());
      byte[] original = Files.readAllBytes(file);
      int refused = 0;
      for (int round = 0; round < 400; round++) {
        Files.write(file, Mutations.of(original, random));
        try {
          reader.getValue().run();
        } catch (BadInputException e) {
          refused++;
          assertFalse(e.getMessage().isBlank());
        }
      }
      assertTrue(refused > 100, reader.getKey() + " refused " + refused + " of 400");
      Files.write(file, original);
      reader.getValue().run();
    }
  }

  @Test
  @Timeout(60)
  void opensNoPipe() throws IOException {
    createTrained().writeCheckpoint(Map.of(), WEIGHTS);
    SupernetFolder found = SupernetFolder.open(folder());
    Map<String, Runnable> readers =
        Map.of(
            "weights.safetensors", found::weights,
            "recalibration.bin", found::recalibrationImages,
            "samples.csv", found::samples,
            "log.csv", found::log,
            "checkpoint.safetensors", found::checkpoint,
            "schedule-changes.csv", found::scheduleChanges,
            "running-statistics.safetensors", found::runningStatistics,
            "policy.yaml", () -> SupernetFolder.open(folder()),
            "supernet.json", () -> SupernetFolder.open(folder()));
    for (Map.Entry<String, Runnable> reader : new TreeMap<>(readers).entrySet()) {
      Path file = folder().resolve(reader.getKey());
      byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      Fifo.inPlaceOf(file);
      String message = refusal(reader.getValue());
      assertTrue(message.contains(file + " is a pipe, a socket or a device"), message);
      Files.delete(file);
      Files.createSymbolicLink(file, Path.of("/dev/zero"));
      assertTrue(refusal(reader.getValue()).contains("is a pipe, a socket or a device"));
      Files.delete(file);
      if (before.length > 0) {
        Files.write(file, before);
      }
    }
    Fifo.inPlaceOf(folder().resolve("weights.safetensors"));
    assertThrows(BadInputException.class, found::weightsSha256);
  }

  @Test
  void writesThroughNoSymbolicLink() throws IOException {
    SupernetFolder folder = createTrained();
    Path other = Files.writeString(temp.resolve("other"), "mine");
    for (String name : List.of("log.csv", "samples.csv", "schedule-changes.csv")) {
      Path file = folder().resolve(name);
      Files.deleteIfExists(file);
      Files.createSymbolicLink(file, other);
    }
    assertTrue(
        assertThrows(BadInputException.class, folder::openLog)
            .getMessage()
            .contains("log.csv is a symbolic link to " + other));
    assertThrows(BadInputException.class, folder::openSamples);
    assertThrows(
        BadInputException.class, () -> folder.addScheduleChange(new ScheduleChange(0, 1, 2)));
    for (String name : List.of("weights.safetensors", "recalibration.bin", "policy.yaml")) {
      Path file = folder().resolve(name);
      Files.deleteIfExists(file);
      Files.createSymbolicLink(file, other);
    }
    // Written aside and renamed: the link itself is replaced.
    folder.writeWeights(WEIGHTS);
    folder.writeRecalibrationImages(SyntheticImages.of(8, 4, 1, 6, 1));
    assertFalse(Files.isSymbolicLink(folder().resolve("weights.safetensors")));
    assertEquals("mine", Files.readString(other));
  }

  /** A file of a gigabyte costs nothing where most of it is a hole. */
  @Test
  void readsNothingOfALongFileThatHoldsNothing() throws IOException {
    SupernetFolder folder = createTrained();
    for (String name : List.of("weights.safetensors", "recalibration.bin", "samples.csv")) {
      try (RandomAccessFile file = new RandomAccessFile(folder().resolve(name).toFile(), "rw")) {
        file.setLength(name.endsWith(".csv") ? (64 << 20) + 1 : 1L << 30);
      }
    }
    assertTrue(refusal(folder::weights).contains("weights.safetensors"));
    assertTrue(refusal(folder::recalibrationImages).contains("recalibration.bin"));
    assertTrue(refusal(folder::samples).contains("at most"));
  }
}
