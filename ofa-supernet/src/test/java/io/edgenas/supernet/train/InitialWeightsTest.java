package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.elastic.TinyData;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.Origin;
import io.edgenas.supernet.store.Provenance;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.store.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitialWeightsTest {
  private static final Map<String, Tensor> START = Tensors.noisyWeights(5);

  /** Its first phase distils from the full network of the start. */
  private static final TrainingPolicy POLICY =
      Policies.builtIn("tiny").withoutFullPhase().scaledEpochs(0.5);

  private static TensorThread thread;

  @TempDir private Path temporary;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  private SupernetFolder folder(String name, String startedFrom) throws IOException {
    return SupernetFolder.openOrCreate(
        temporary.resolve(name),
        new SupernetDescription(
            TinySpace.SPACE,
            TinySpace.TASK,
            TinyData.CONTRACT,
            new Origin.Trained(
                POLICY.hash(),
                TinyTraining.DATA.fingerprint(),
                Optional.of(new Origin.Initial("older", startedFrom))),
            new Provenance("test", 1, new TreeMap<>())),
        POLICY);
  }

  private SupernetFolder folder(String name) throws IOException {
    return folder(name, "ab".repeat(32));
  }

  private static Trainer.Outcome train(SupernetFolder folder, int stopAfter) {
    int[] steps = {0};
    return new Trainer(
            thread,
            folder,
            TinyTraining.DATA,
            System::nanoTime,
            progress -> steps[0]++,
            () -> steps[0] == stopAfter)
        .run();
  }

  private static Map<String, Tensor> stored(SupernetFolder folder, String prefix) {
    return folder.checkpoint().orElseThrow().tensors().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
  }

  @Test
  void theyAreWhereTrainingBeginsAndWhatTeaches() throws IOException {
    SupernetFolder folder = folder("start");
    InitialWeights.write(folder, START);
    assertFalse(InitialWeights.missing(folder));
    assertEquals(START, stored(folder, "weight/"));
    assertEquals(Trainer.Outcome.STOPPED, train(folder, 8));
    assertEquals("1", folder.checkpoint().orElseThrow().metadata().get("phase"));
    assertEquals(START, stored(folder, "teacher/"));
    assertFalse(START.equals(stored(folder, "weight/")));
  }

  @Test
  void anInterruptedRunGoesOnAsIfItHadNotBeen() throws IOException {
    SupernetFolder whole = folder("whole");
    InitialWeights.write(whole, START);
    assertEquals(Trainer.Outcome.TRAINED, train(whole, -1));
    SupernetFolder stopped = folder("stopped");
    InitialWeights.write(stopped, START);
    train(stopped, 3);
    train(stopped, 9);
    assertEquals(Trainer.Outcome.TRAINED, train(folder("stopped"), -1));
    assertArrayEquals(
        Files.readAllBytes(whole.path().resolve("weights.safetensors")),
        Files.readAllBytes(stopped.path().resolve("weights.safetensors")));
    assertEquals(TinyTraining.logWithoutTimes(whole), TinyTraining.logWithoutTimes(stopped));
  }

  @Test
  void aRunThatNeverGotThemSaysSo() throws IOException {
    SupernetFolder folder = folder("without");
    assertTrue(InitialWeights.missing(folder));
    String message = assertThrows(BadInputException.class, () -> train(folder, -1)).getMessage();
    assertTrue(message.contains("older"), message);
    assertFalse(Files.exists(folder.path().resolve("weights.safetensors")));
  }

  @Test
  void anotherStartIsAnotherSupernet() throws IOException {
    folder("one");
    String message =
        assertThrows(BadInputException.class, () -> folder("one", "cd".repeat(32))).getMessage();
    assertTrue(message.contains("another set of initial weights"), message);
    assertEquals(
        "older",
        SupernetFolder.open(temporary.resolve("one"))
            .description()
            .origin()
            .initial()
            .orElseThrow()
            .supernet());
  }
}
