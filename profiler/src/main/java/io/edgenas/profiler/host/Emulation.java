package io.edgenas.profiler.host;

import java.util.Map;
import java.util.Optional;

/**
 * Finds out whether this process runs on a machine of another instruction set than it was compiled
 * for, as under {@code qemu-user}. Such emulators show a program its own file as {@code
 * /proc/self/exe}; through {@code /proc/thread-self} the kernel shows the emulator's.
 */
final class Emulation {
  private static final String EXECUTABLE = "proc/thread-self/exe";

  /** Where an ELF file, here little-endian, says which machine it is for: two bytes. */
  private static final int MACHINE_OFFSET = 18;

  /** Machines by their ELF number, named as Java names them. */
  private static final Map<Integer, String> MACHINES =
      Map.of(3, "i386", 40, "arm", 62, "amd64", 183, "aarch64", 243, "riscv64");

  private Emulation() {}

  /**
   * The machine that really computes.
   *
   * @param architecture what this process was compiled for, as Java names it
   * @return empty where it is the same, or cannot be found out
   */
  static Optional<String> by(SystemFiles files, String architecture) {
    if (!MACHINES.containsValue(architecture)) {
      return Optional.empty();
    }
    return files
        .head(EXECUTABLE, MACHINE_OFFSET + 2)
        .filter(Emulation::isElf)
        .map(head -> MACHINES.get(Byte.toUnsignedInt(head[MACHINE_OFFSET])))
        .filter(machine -> !machine.equals(architecture));
  }

  private static boolean isElf(byte[] head) {
    return head.length == MACHINE_OFFSET + 2
        && head[0] == 0x7f
        && head[1] == 'E'
        && head[2] == 'L'
        && head[3] == 'F'
        && head[MACHINE_OFFSET + 1] == 0;
  }
}
