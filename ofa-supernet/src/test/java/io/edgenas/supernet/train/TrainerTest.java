package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.data.DataSplits;
import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.elastic.TinyData;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.LogRow;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final DataSplits DATA = TinyTraining.DATA;
  private static final TrainingPolicy POLICY = Policies.builtIn("tiny");
  private static final BooleanSupplier NEVER = () -> false;

  private static TensorThread thread;

  @TempDir Path temporary;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  /** A process that ends in the middle of a step. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Counts steps over all phases; ends the run as a SIGKILL would, or asks it to stop. */
  private static final class Steps implements TrainingListener {
    private final int killAfter;
    private int done;

    Steps(int killAfter) {
      this.killAfter = killAfter;
    }

    @Override
    public void step(TrainingProgress progress) {
      if (++done == killAfter) {
        throw new Killed();
      }
    }
  }

  private SupernetFolder folder(String name, TrainingPolicy policy) throws IOException {
    return TinyTraining.folder(temporary.resolve(name), policy, 11);
  }

  private static Trainer trainer(
      SupernetFolder folder, TrainingListener listener, BooleanSupplier stop) {
    return new Trainer(thread, folder, DATA, System::nanoTime, listener, stop);
  }

  @Test
  void learnsAndLeavesTheFolderTrained() throws IOException {
    SupernetFolder folder = folder("whole", POLICY);
    assertEquals(Trainer.Outcome.TRAINED, trainer(folder, TrainingListener.SILENT, NEVER).run());
    assertTrue(folder.trained());
    assertTrue(folder.checkpoint().isEmpty());
    List<LogRow> log = folder.log();
    LogRow last = log.get(log.size() - 1);
    assertEquals("width", last.phaseName());
    assertTrue(last.largestTop1().getAsDouble() > 0.7, last.toString());
    assertTrue(last.smallestTop1().getAsDouble() > 0.4, last.toString());
    assertEquals(Trainer.Outcome.TRAINED, trainer(folder, TrainingListener.SILENT, NEVER).run());
  }

  @Test
  void aKilledRunGoesOnAsIfItHadNotBeenKilled() throws IOException {
    SupernetFolder whole = folder("whole", POLICY);
    stopAfter(whole, 45);
    SupernetFolder killed = folder("killed", POLICY);
    assertThrows(Killed.class, () -> trainer(killed, new Steps(13), NEVER).run());
    assertPosition(killed, "0", "10"); // a checkpoint every 5 steps
    assertThrows(Killed.class, () -> trainer(killed, new Steps(28), NEVER).run());
    assertPosition(killed, "2", "0"); // at the beginning of the third phase, after 24 + 12 steps
    stopAfter(killed, 9);
    assertPosition(killed, "2", "9");
    assertEquals(
        whole.checkpoint().orElseThrow().tensors(), killed.checkpoint().orElseThrow().tensors());
    assertEquals(TinyTraining.logWithoutTimes(whole), TinyTraining.logWithoutTimes(killed));

    trainer(whole, TrainingListener.SILENT, NEVER).run();
    trainer(killed, TrainingListener.SILENT, NEVER).run();
    assertArrayEquals(
        Files.readAllBytes(whole.path().resolve("weights.safetensors")),
        Files.readAllBytes(killed.path().resolve("weights.safetensors")));
    assertEquals(TinyTraining.logWithoutTimes(whole), TinyTraining.logWithoutTimes(killed));
  }

  private static void assertPosition(SupernetFolder folder, String phase, String step) {
    Map<String, String> state = folder.checkpoint().orElseThrow().metadata();
    assertEquals(List.of(phase, step), List.of(state.get("phase"), state.get("step")));
  }

  private static void stopAfter(SupernetFolder folder, int steps) {
    Steps counted = new Steps(-1);
    assertEquals(
        Trainer.Outcome.STOPPED, trainer(folder, counted, () -> counted.done == steps).run());
    assertEquals(steps, counted.done);
  }

  @Test
  void anotherSeedGivesOtherWeights() throws IOException {
    SupernetFolder one = folder("one", POLICY);
    stopAfter(one, 1);
    SupernetFolder two = TinyTraining.folder(temporary.resolve("two"), POLICY, 12);
    stopAfter(two, 1);
    assertFalse(
        one.checkpoint().orElseThrow().tensors().equals(two.checkpoint().orElseThrow().tensors()));
  }

  private static TrainingPolicy policy(String... replacements) {
    String text = Json.pretty(POLICY.toJson());
    for (int i = 0; i < replacements.length; i += 2) {
      assertTrue(text.contains(replacements[i]), replacements[i]);
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    return TrainingPolicy.read(Document.parse(text, "policy.json"));
  }

  @Test
  void followsTheSandwichRule() throws IOException {
    TrainingPolicy sandwich =
        policy(
            "progressive-shrinking", "sandwich",
            "\"subnets_per_step\" : 1", "\"subnets_per_step\" : 3");
    SupernetFolder folder = folder("sandwich", sandwich);
    assertEquals(Trainer.Outcome.TRAINED, trainer(folder, TrainingListener.SILENT, NEVER).run());
    List<LogRow> log = folder.log();
    assertTrue(log.get(log.size() - 1).largestTop1().getAsDouble() > 0.6);
  }

  /** Trains until it diverges: what it said, with a checkpoint that is good and the last. */
  private String divergence(String name, TrainingPolicy wild) throws IOException {
    SupernetFolder folder = folder(name, wild);
    List<Long> checkpoints = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(TrainingProgress progress) {}

          @Override
          public void checkpoint(int phase, long step) {
            checkpoints.add(step);
          }
        };
    String message =
        assertThrows(DivergedException.class, () -> trainer(folder, listener, NEVER).run())
            .getMessage();
    assertTrue(message.contains("phase 'full' at step "), message);
    assertTrue(message.contains("learning_rate") && message.contains("clip_norm"), message);
    assertFalse(folder.trained());
    assertPosition(folder, "0", checkpoints.get(checkpoints.size() - 1).toString());
    folder
        .checkpoint()
        .orElseThrow()
        .tensors()
        .forEach((tensor, values) -> assertTrue(values.finite(), tensor));
    return message;
  }

  @Test
  void stopsWhenTheLossIsNoNumberAndKeepsTheLastCheckpoint() throws IOException {
    TrainingPolicy wild =
        policy(
            "\"learning_rate\" : 0.05", "\"learning_rate\" : 100.0",
            "\"warm_up_epochs\" : 0.25", "\"warm_up_epochs\" : 2.0",
            "\"weight_decay\" : 3.0E-5", "\"weight_decay\" : 1.0",
            "\"clip_norm\" : 5.0", "\"clip_norm\" : 0.0");
    String message = divergence("wild", wild);
    assertTrue(message.contains("NaN") || message.contains("Infinity"), message);
  }

  /** Clipped gradients move the weights far, but never out of the range of numbers. */
  @Test
  void stopsWhenTheLossRunsAwayAlthoughItIsANumber() throws IOException {
    TrainingPolicy wild =
        policy(
            "\"learning_rate\" : 0.05", "\"learning_rate\" : 100.0",
            "\"warm_up_epochs\" : 0.25", "\"warm_up_epochs\" : 0.5");
    String message = divergence("runaway", wild);
    assertTrue(message.contains("a network that knows nothing 1.39"), message); // ln 4 classes
  }

  @Test
  void refusesDistillationBeforeThereIsATeacher() throws IOException {
    TrainingPolicy early = policy("\"distillation\" : 0.0", "\"distillation\" : 1.0");
    SupernetFolder folder = folder("early", early);
    assertTrue(
        assertThrows(BadInputException.class, () -> trainer(folder, TrainingListener.SILENT, NEVER))
            .getMessage()
            .contains("'full' cannot distil"));
  }

  @Test
  void refusesOtherData() throws IOException {
    SupernetFolder folder = folder("data", POLICY);
    assertTrue(
        assertThrows(
                BadInputException.class,
                () ->
                    new Trainer(
                        thread,
                        folder,
                        TinyData.splits(96),
                        System::nanoTime,
                        TrainingListener.SILENT,
                        NEVER))
            .getMessage()
            .contains("another data set"));
  }

  @Test
  void refusesACheckpointOfAnotherPolicy() throws IOException {
    SupernetFolder folder = folder("first", POLICY);
    stopAfter(folder, 1);
    SupernetFolder other = folder("second", policy("\"epochs\" : 2.0", "\"epochs\" : 3.0"));
    Files.copy(
        folder.path().resolve("checkpoint.safetensors"),
        other.path().resolve("checkpoint.safetensors"));
    assertTrue(
        assertThrows(
                BadInputException.class, () -> trainer(other, TrainingListener.SILENT, NEVER).run())
            .getMessage()
            .contains("edgenas.policy"));
  }

  @Test
  void stepsLeaveNoArraysBehind() throws IOException {
    List<Integer> arrays = new ArrayList<>();
    trainer(
            folder("arrays", policy("\"epochs\" : 2.0", "\"epochs\" : 17.0")),
            progress -> {
              if (progress.phase() == 0) {
                arrays.add(thread.manager().getManagedArrays().size());
              }
            },
            () -> arrays.size() == 200)
        .run();
    assertEquals(200, arrays.size());
    assertEquals(arrays.get(2), arrays.get(199));
  }
}
