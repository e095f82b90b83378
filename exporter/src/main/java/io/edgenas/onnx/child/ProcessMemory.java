package io.edgenas.onnx.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Linux's figures on memory. */
final class ProcessMemory {
  private static final int MAX_BYTES = 1 << 14;

  private ProcessMemory() {}

  /** Resident memory of a process in bytes; empty where the system does not say. */
  static OptionalLong residentBytes(long pid) {
    OptionalLong resident = kiB(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
    return resident.isPresent() ? OptionalLong.of(resident.getAsLong() << 10) : resident;
  }

  /** The value of a line as {@code VmRSS: 1234 kB}. */
  static OptionalLong kiB(Path file, String name) {
    try (var in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
      for (String line : text.split("\n")) {
        if (line.startsWith(name)) {
          return OptionalLong.of(
              Long.parseLong(line.substring(name.length()).strip().split(" ")[0]));
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not Linux, or the process has ended.
    }
    return OptionalLong.empty();
  }
}
