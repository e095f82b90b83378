package io.edgenas.supernet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.data.batch.Augmentation;
import io.edgenas.data.batch.Balance;
import io.edgenas.data.batch.ColourJitter;
import io.edgenas.data.batch.RandomCrop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingPolicyTest {
  private static final String VALID =
      """
schema: 1
name: mine
recipe: sandwich
batch_size: 32
optimizer: {momentum: 0.9, nesterov: true, weight_decay: 0.0001, clip_norm: 2}
label_smoothing: 0.1
augmentation: {flip: true, shift: 0.1}
balance: loss
checkpoint_steps: 100
samples: {subnets: 10, images: 500}
phases:
  - {name: full, epochs: 1.5, learning_rate: 0.1, warm_up_epochs: 0.5}
  - {name: all, epochs: 2, learning_rate: 0.05, subnets_per_step: 3, distillation: 1, label_weight: 0.5, kernels: all, depths: top-2, expands: all, widths: all, resolutions: max}
""";

  private static TrainingPolicy read(String text) {
    return TrainingPolicy.read(Document.parse(text, "mine.yaml"));
  }

  private static String refusal(String text) {
    return assertThrows(BadInputException.class, () -> read(text)).getMessage();
  }

  @Test
  void readsEveryField() {
    TrainingPolicy policy = read(VALID);
    assertEquals(Recipe.SANDWICH, policy.recipe());
    assertEquals(32, policy.batchSize());
    assertEquals(new OptimizerSpec(0.9, true, 0.0001, 2), policy.optimizer());
    assertEquals(0.1, policy.labelSmoothing());
    assertEquals(
        new Augmentation(true, 0.1, RandomCrop.NONE, ColourJitter.NONE), policy.augmentation());
    assertEquals(Optional.of(Balance.LOSS), policy.balance());
    assertEquals(100, policy.checkpointSteps());
    assertEquals(1_024, policy.recalibrationImages());
    assertEquals(new SamplesSpec(10, 500), policy.samples());
    assertEquals(
        new PhaseSpec(
            "full",
            1.5,
            0.1,
            0.5,
            1,
            0,
            1,
            new Openings(Opening.MAX, Opening.MAX, Opening.MAX, Opening.MAX, Opening.ALL)),
        policy.phases().get(0));
    assertEquals(
        new PhaseSpec(
            "all",
            2,
            0.05,
            0,
            3,
            1,
            0.5,
            new Openings(Opening.ALL, new Opening(2), Opening.ALL, Opening.ALL, Opening.MAX)),
        policy.phases().get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mobile-28", "mobile-96", "demo", "sandwich", "ofa-mbv3", "tiny"})
  void readsBackWhatItWroteAsJsonAndAsYaml(String name) {
    TrainingPolicy policy = Policies.builtIn(name);
    String text = Json.pretty(policy.toJson());
    TrainingPolicy fromJson = TrainingPolicy.read(Document.parse(text, "policy.json"));
    TrainingPolicy fromYaml = TrainingPolicy.read(Document.parse(text, "policy.yaml"));
    assertEquals(policy, fromJson);
    assertEquals(policy, fromYaml);
    assertEquals(policy.hash(), fromYaml.hash());
  }

  @Test
  void hashesEverythingButTheName() {
    String hash = read(VALID).hash();
    assertTrue(hash.matches("[0-9a-f]{64}"));
    assertEquals(hash, read(VALID.replace("name: mine", "name: other")).hash());
    assertEquals(hash, read(VALID.replace("0.0001", "1.0e-4")).hash());
    for (String[] change :
        new String[][] {
          {"sandwich", "progressive-shrinking"},
          {"batch_size: 32", "batch_size: 33"},
          {"nesterov: true", "nesterov: false"},
          {"label_smoothing: 0.1", "label_smoothing: 0.2"},
          {"shift: 0.1", "shift: 0.2"},
          {"balance: loss", "balance: none"},
          {"checkpoint_steps: 100", "checkpoint_steps: 101"},
          {"images: 500", "images: 501"},
          {"epochs: 2,", "epochs: 2.5,"},
          {"top-2", "top-3"},
          {"label_weight: 0.5", "label_weight: 0"},
          {"resolutions: max", "resolutions: all"}
        }) {
      String changed = VALID.replace(change[0], change[1]);
      assertNotEquals(VALID, changed, change[0]);
      assertNotEquals(hash, read(changed).hash(), change[1]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch_size: 32 | batchsize: 32 | mine.yaml:4 | did you mean batch_size",
        "batch_size: 32 | batch_size: 1000000 | mine.yaml:4 | 1 to 65536",
        "batch_size: 32 | batch_size: many | mine.yaml:4 | a whole number",
        "batch_size: 32 | batch_size: 0 | mine.yaml:4 | 1 to 65536",
        "sandwich | sandwhich | mine.yaml:3 | did you mean sandwich",
        "schema: 1 | schema: 2 | mine.yaml:1 | update EdgeNAS",
        "momentum: 0.9 | momentum: .nan | mine.yaml:5 | ''",
        "momentum: 0.9 | momentum: 1 | mine.yaml:5 | 0.0 to 0.9999",
        "nesterov: true | nesterov: 1 | mine.yaml:5 | true or false",
        "shift: 0.1 | shift: 0.9 | mine.yaml:7 | 0.0 to 0.5",
        "balance: loss | balance: some | mine.yaml:8 | none, sampler, loss",
        "checkpoint_steps: 100 | '' | mine.yaml | checkpoint_steps",
        "epochs: 1.5 | epochs: 0 | mine.yaml:12 | epochs",
        "epochs: 1.5 | epochs: 1e300 | mine.yaml:12 | 100000",
        "epochs: 1.5 | epochs: 0.1 | mine.yaml:12 | warm_up_epochs 0.5",
        "learning_rate: 0.1 | learning_rate: -1 | mine.yaml:12 | learning_rate",
        "top-2 | top-0 | mine.yaml:13 | all, max or top-N",
        "label_weight: 0.5 | label_weight: 1.5 | mine.yaml:13 | 0.0 to 1.0",
        "distillation: 1, | '' | mine.yaml:13 | without distillation",
        "name: all | name: full | mine.yaml | not distinct",
        "name: all | name: ../all | mine.yaml:13 | phase name",
        "samples: {subnets: 10 | samples: &a {subnets: 10 | mine.yaml:10 | anchors"
      })
  void refusesBadValuesNamingFileLineAndWhatIsAllowed(
      String good, String bad, String place, String part) {
    String message = refusal(VALID.replace(good, bad == null ? "" : bad));
    assertTrue(message.startsWith(place), message);
    assertTrue(message.contains(part), message);
  }

  @Test
  void leavesTheBalanceToTheDataWhereItIsNotSaid() {
    int[] equal = {30, 10};
    int[] unequal = {31, 10};
    assertEquals(read(VALID), read(VALID).balancedFor(unequal));
    TrainingPolicy open = read(VALID.replace("balance: loss\n", ""));
    assertEquals(Optional.empty(), open.balance());
    assertFalse(open.toJson().containsKey("balance"), "the hash of older policies stays");
    assertEquals(open, open.balancedFor(equal));
    assertEquals(
        read(VALID.replace("balance: loss", "balance: sampler")), open.balancedFor(unequal));
  }

  @Test
  void refusesAPolicyWithoutPhases() {
    String text = VALID.substring(0, VALID.indexOf("phases:")) + "phases: []\n";
    assertTrue(refusal(text).contains("number of phases 0"), refusal(text));
  }

  @Test
  void scalesTheLengthOfEveryPhaseAndNothingElse() {
    TrainingPolicy policy = read(VALID);
    TrainingPolicy half = policy.scaledEpochs(0.5);
    assertEquals(0.75, half.phases().get(0).epochs());
    assertEquals(0.25, half.phases().get(0).warmUpEpochs());
    assertEquals(1.0, half.phases().get(1).epochs());
    assertEquals(policy, half.scaledEpochs(2));
    assertThrows(BadInputException.class, () -> policy.scaledEpochs(Double.NaN));
    assertThrows(BadInputException.class, () -> policy.scaledEpochs(0));
  }

  @Test
  void findsAPolicyInAFile(@TempDir Path temp) throws IOException {
    Path file = Files.writeString(temp.resolve("p.yaml"), VALID);
    assertEquals(read(VALID), Policies.find(file.toString()));
    String message =
        assertThrows(BadInputException.class, () -> Policies.find("mobil-28")).getMessage();
    assertTrue(message.contains("did you mean mobile-28"), message);
  }
}
