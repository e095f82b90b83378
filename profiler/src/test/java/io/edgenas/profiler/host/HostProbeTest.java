package io.edgenas.profiler.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.profile.Precision;
import io.edgenas.runtime.RuntimeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostProbeTest {
  @TempDir private Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void knowsNothingOfASystemWithoutProc() {
    Host host = HostProbe.probe(root);
    assertEquals("unknown", host.board());
    assertEquals("unknown", host.cpu());
    assertEquals("none", host.gpu());
    assertEquals("unknown", host.powerMode());
    assertEquals("unknown", host.defaultDeviceId());
  }

  @Test
  void readsAnX86Machine() throws IOException {
    file(
        "proc/cpuinfo", "processor\t: 0\nmodel name\t: Intel(R) Core(TM) i7-8700K CPU @ 3.70GHz\n");
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
    file("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "performance\n");
    Host host = HostProbe.probe(root);
    assertEquals("Intel(R) Core(TM) i7-8700K CPU @ 3.70GHz", host.cpu());
    assertEquals("performance powersave", host.powerMode());
    assertEquals("intel-core-i7-8700k-cpu", host.defaultDeviceId());
  }

  @Test
  void readsABoardWithTwoKindsOfCores() throws IOException {
    file(
        "proc/cpuinfo",
        """
        processor : 0
        CPU implementer : 0x41
        CPU part : 0xd05

        processor : 1
        CPU implementer : 0x41
        CPU part : 0xd0b
        """);
    file("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0");
    Host host = HostProbe.probe(root);
    assertEquals("Cortex-A55 + Cortex-A76", host.cpu());
    assertEquals("Raspberry Pi 5 Model B Rev 1.0", host.board());
    assertEquals("raspberry-pi-5-model-b-rev-1.0", host.defaultDeviceId());
  }

  @Test
  void readsAnNvidiaGpu() throws IOException {
    file("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t Orin\nIRQ: 1\n");
    assertEquals("Orin", HostProbe.probe(root).gpu());
  }

  @Test
  void survivesOddFiles() throws IOException {
    file("proc/cpuinfo", "no colon\n\u0001: \u0002\nmodel name:" + "x".repeat(10_000));
    Files.createDirectories(root.resolve("proc/device-tree/model"));
    Host host = HostProbe.probe(root);
    assertEquals(200, host.cpu().length());
    assertEquals("unknown", host.board());
    assertEquals(64, host.defaultDeviceId().length());
  }

  @Test
  void makesAnIdentityOfThisMachine() {
    Host host = HostProbe.probe();
    var identity = host.identity(host.defaultDeviceId(), RuntimeConfig.cpu(2), Precision.FP32, 1);
    assertEquals("cpu-fp32-t2-b1", identity.configuration());
    assertTrue(identity.onnxRuntime().matches("[0-9]+\\.[0-9]+"), identity.onnxRuntime());
  }

  @ParameterizedTest
  @CsvSource({"'AMD EPYC 7B13', amd-epyc-7b13", "'..', unknown", "'Zürich  9', z-rich-9"})
  void makesIdsOfNames(String name, String id) {
    assertEquals(id, HostProbe.deviceId(name));
  }
}
