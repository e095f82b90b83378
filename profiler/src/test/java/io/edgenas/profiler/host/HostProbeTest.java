package io.edgenas.profiler.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private void executable(int machine) throws IOException {
    Files.createDirectories(root.resolve("proc/thread-self"));
    byte[] elf = new byte[64];
    System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, elf, 0, 7);
    elf[18] = (byte) machine;
    Files.write(root.resolve("proc/thread-self/exe"), elf);
  }

  @Test
  void seesThroughAnEmulatorByTheProgramThatReallyRuns() throws IOException {
    SystemFiles files = new SystemFiles(root);
    assertEquals(Optional.empty(), Emulation.by(files, "aarch64"));
    executable(62);
    assertEquals(Optional.of("amd64"), Emulation.by(files, "aarch64"));
    assertEquals(Optional.empty(), Emulation.by(files, "amd64"));
    executable(183);
    assertEquals(Optional.empty(), Emulation.by(files, "aarch64"));
    executable(250);
    assertEquals(Optional.empty(), Emulation.by(files, "aarch64"));
    file("proc/thread-self/exe", "#!/bin/sh");
    assertEquals(Optional.empty(), Emulation.by(files, "aarch64"));
  }

  @Test
  void marksTheArchitectureOfAnEmulatedMachine() throws IOException {
    executable(243);
    String here = System.getProperty("os.arch");
    assertEquals(here + " emulated by riscv64", HostProbe.probe(root).architecture());
  }

  @Test
  void findsFactsOfTwoKindsOfCores() throws IOException {
    file(
        "proc/cpuinfo",
        """
        Features : fp asimd asimddp sve
        CPU implementer : 0x41
        CPU part : 0xd05
        Features : fp asimd asimddp
        CPU implementer : 0x41
        CPU part : 0xd05
        Features : asimddp fp asimd
        CPU implementer : 0x41
        CPU part : 0xd0b
        """);
    file("proc/self/maps", "0-1 r--p 0 0:0 1    /lib/libc.so.6\n");
    file("lib/libc.so.6", "x\0GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36.\n");
    file("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "schedutil\n");
    MachineFacts facts = FactsProbe.probe(root);
    assertEquals(Map.of("Cortex-A55", 2, "Cortex-A76", 1), facts.cores());
    assertEquals(List.of("asimd", "asimddp"), facts.features());
    assertEquals("glibc 2.36", facts.libc());
    assertEquals(
        Map.of("/sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "schedutil"),
        facts.settings());
  }

  @Test
  void findsNoFactsWithoutProc() {
    MachineFacts facts = FactsProbe.probe(root);
    assertEquals("unknown", facts.libc());
    assertTrue(facts.cores().isEmpty() && facts.features().isEmpty(), facts.toString());
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
