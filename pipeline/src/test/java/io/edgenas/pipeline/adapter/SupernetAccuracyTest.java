package io.edgenas.pipeline.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.accuracy.ChosenModel;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupernetAccuracyTest {
  private static final Task TASK = Task.of(TinySpace.SPACE, 3, 3);
  private static final SupernetAccuracy ACCURACY = new SupernetAccuracy(TinySpace.SPACE, TASK);

  @TempDir private Path folder;

  /** Accuracies that grow with MACs, with noise on top. */
  private static List<EvaluatedArch> samples(int count, double noise) {
    Random noises = new Random(2);
    List<EvaluatedArch> samples = new ArrayList<>();
    for (Arch arch : TinySpace.randomArchs(count, 1)) {
      double macs = TinySpace.SPACE.lower(TASK, arch).macs();
      double bend = arch.toString().hashCode() % 7 * 0.002;
      samples.add(
          new EvaluatedArch(
              arch, 0.3 + 0.04 * Math.log(macs) + bend + noise * noises.nextGaussian(), 500));
    }
    return samples;
  }

  @Test
  void readsTheModelThatWasWritten() throws IOException {
    List<EvaluatedArch> samples = samples(60, 0.002);
    ChosenModel written = ACCURACY.fit(samples);
    SupernetAccuracy.write(folder, written);
    ChosenModel read = ACCURACY.read(folder, samples);
    assertEquals(written.scores(), read.scores());
    assertEquals(written.model().learner(), read.model().learner());
    List<Arch> archs = samples(20, 0).stream().map(EvaluatedArch::arch).toList();
    assertArrayEquals(written.model().top1(archs), read.model().top1(archs), 1e-12);
    assertEquals(written.model().noise(), read.model().noise(), 1e-12);
  }

  @Test
  void saysHowToGetAModelWhereThereIsNone() {
    BadInputException e =
        assertThrows(BadInputException.class, () -> ACCURACY.read(folder, samples(20, 0)));
    assertTrue(e.getMessage().contains("run the train command again"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          gaussian-process; [1.0];                                    1.0; parameters
          gaussian-process; [900.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];    1.0; parameter
          gaussian-process; [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];      -1;  widening
          gaussian-process; [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];      1e9; widening
          gaussian-process; "text";                                   1.0; parameters
          oracle;           [0.0];                                    1.0; oracle
          ridge;            [0.0];                                    1.0; ridge
          """)
  void refusesWhatIsNoModel(String learner, String parameters, String widening, String named)
      throws IOException {
    Files.writeString(
        folder.resolve("accuracy-model.json"),
        String.format(
            "{\"schema\": 1, \"learner\": \"%s\", \"scores\": [{\"learner\": \"gaussian-process\","
                + " \"samples\": 20, \"rmse\": 0.01, \"kendall_tau\": null, \"coverage_90\": 0.9}],"
                + " \"parameters\": %s, \"widening\": %s}",
            learner, parameters, widening));
    BadInputException e =
        assertThrows(BadInputException.class, () -> ACCURACY.read(folder, samples(20, 0)));
    assertTrue(e.getMessage().contains("accuracy-model.json"), e.getMessage());
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }
}
