package io.edgenas.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.cli.CommandRun;
import io.edgenas.cli.SyntheticProfile;
import io.edgenas.profile.Precision;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Fp32ProfileTest {
  @TempDir private Path folder;

  @Test
  void readsAProfileOfFloat32() throws IOException {
    Path profile = SyntheticProfile.write(folder, TinySpace.SPACE);
    assertEquals(Precision.FP32, Fp32Profile.read(profile).identity().precision());
  }

  @Test
  void searchRefusesAProfileOfAnotherPrecisionNamingBoth() throws IOException {
    Path profile = SyntheticProfile.write(folder, TinySpace.SPACE, Precision.INT8);
    BadInputException e = assertThrows(BadInputException.class, () -> Fp32Profile.read(profile));
    for (String part : new String[] {"synthetic/cpu-int8-t1-b1", "--precision fp32"}) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
    CommandRun run =
        CommandRun.of(
            "search",
            "--space=tiny",
            "--accuracy-model=none.onnx",
            "--budget-ms=1",
            "--profile=" + profile);
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains(e.getMessage()), run.err());
  }
}
