package io.edgenas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.host.HostLimits;
import io.edgenas.space.fixtures.TinySpace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HostLimitsTest {
  private static ProfileIdentity identity(int threads, Map<String, String> options) {
    return new ProfileIdentity(
        "a",
        "b",
        "c",
        "none",
        2,
        "amd64",
        "xnnpack",
        new TreeMap<>(options),
        threads,
        Precision.FP32,
        1,
        "none",
        "1.29");
  }

  private static String refusal(int threads, Map<String, String> options) {
    return assertThrows(
            BadInputException.class, () -> HostLimits.requireThreads(identity(threads, options), 2))
        .getMessage();
  }

  @Test
  void refusesManyThreadsOnFewCores() {
    HostLimits.requireThreads(identity(8, Map.of("intra_op_num_threads", "8")), 2);
    String message = refusal(1_024, Map.of());
    assertTrue(message.contains("threads 1024 is not allowed"), message);
    assertTrue(message.contains("may use 2 cores") && message.contains("at most 8"), message);
    assertTrue(refusal(9, Map.of()).contains("threads 9 is not allowed"));
  }

  @Test
  void refusesManyThreadsInProviderOptions() {
    for (String value : List.of("9", "1024", "99999999999999999999")) {
      String message = refusal(1, Map.of("intra_op_num_threads", value));
      assertTrue(message.contains("intra_op_num_threads " + value + " is not allowed"), message);
    }
  }

  @Test
  void namesOptionsThatReadOrWriteFiles() {
    assertEquals(
        List.of("backend_path=libQnnHtp", "device_type=/tmp/evil", "ep=evil.so"),
        HostLimits.optionsThatNameFiles(
            identity(
                1,
                Map.of(
                    "backend_path", "libQnnHtp",
                    "device_type", "/tmp/evil",
                    "ep", "evil.so",
                    "device_id", "0"))));
  }

  @Test
  void refusesABatchThatFillsTheMemory() {
    HostLimits.requireBatch(64, TinySpace.SPACE, 3);
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> HostLimits.requireBatch(65_536, TinySpace.SPACE, 3));
    assertTrue(e.getMessage().contains("batch 65536 is not allowed"), e.getMessage());
  }

  @Test
  void refusesASentinelThatNoStateOfTheMachineExplains() {
    assertEquals(1.5, PredictionCheck.slowness(1500, 1000));
    for (double profileUs : new double[] {0.1, 10, 1e5, 6e8}) {
      BadInputException e =
          assertThrows(BadInputException.class, () -> PredictionCheck.slowness(1500, profileUs));
      assertTrue(e.getMessage().contains("sentinel_us " + profileUs), e.getMessage());
    }
  }
}
