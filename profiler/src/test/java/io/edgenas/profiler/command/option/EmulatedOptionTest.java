package io.edgenas.profiler.command.option;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.fixtures.TinySpace;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EmulatedOptionTest {
  private static DeviceProfile profile(String architecture) {
    return new DeviceProfile(
        SpaceIdentity.of(TinySpace.SPACE),
        new ProfileIdentity(
            "pi",
            "board",
            "Cortex-A72",
            "none",
            4,
            architecture,
            "cpu",
            new TreeMap<>(),
            1,
            Precision.FP32,
            1,
            "performance",
            "1.29"),
        new Circumstances(
            Instant.parse("2026-01-01T00:00:00Z"),
            "0.1.0",
            "Linux",
            "JVM",
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            new TreeMap<>()),
        List.of(),
        List.of());
  }

  @Test
  void refusesAnEmulatedMachineUnlessAllowed() {
    DeviceProfile emulated = profile(ProfileIdentity.emulated("aarch64", "amd64"));
    BadInputException e =
        assertThrows(BadInputException.class, () -> new EmulatedOption().check(emulated));
    assertTrue(e.getMessage().contains("aarch64 emulated by amd64"), e.getMessage());
    assertTrue(e.getMessage().contains("--allow-emulated"), e.getMessage());

    EmulatedOption allowing = CommandLine.populateCommand(new EmulatedOption(), "--allow-emulated");
    assertSame(emulated, allowing.check(emulated));
  }

  @Test
  void takesARealOne() {
    DeviceProfile real = profile("aarch64");
    assertSame(real, new EmulatedOption().check(real));
  }
}
