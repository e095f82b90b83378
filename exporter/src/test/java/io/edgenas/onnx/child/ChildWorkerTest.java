package io.edgenas.onnx.child;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.onnx.child.HostileTask.Deed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildWorkerTest {
  private static final long MEMORY = 400L << 20;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ChildWorker worker = new ChildWorker(HostileTask.class, MEMORY);

  /** What a child says of itself. */
  private record Told(long pid, Path folder) {}

  @AfterEach
  void end() {
    worker.close();
  }

  private Told ask(Deed deed, Duration limit) {
    byte[] bulk = {1, 2, 3};
    return worker.ask(
        ChildMessage.of(out -> out.writeByte(deed.ordinal()), bulk),
        new ChildWorker.Subject("some.onnx", "loading", limit),
        3,
        (in, answered) -> {
          assertArrayEquals(bulk, answered);
          return new Told(in.readLong(), Path.of(in.readUTF()));
        });
  }

  private String refusal(Deed deed, Duration limit) {
    String message = assertThrows(BadInputException.class, () -> ask(deed, limit)).getMessage();
    assertTrue(message.startsWith("some.onnx: "), message);
    assertTrue(message.contains("loading"), message);
    return message;
  }

  @Test
  void answersInAProcessOfItsOwnAndRemovesItsFolder() {
    Told told = ask(Deed.ANSWER, LONG);
    assertNotEquals(ProcessHandle.current().pid(), told.pid());
    assertEquals(told, ask(Deed.ANSWER, LONG));
    assertTrue(Files.isDirectory(told.folder()));
    worker.close();
    assertFalse(ProcessHandle.of(told.pid()).map(ProcessHandle::isAlive).orElse(false));
    assertFalse(Files.exists(told.folder()));
  }

  @Test
  void saysWhatEndedAChildAndStartsAnother() {
    Told first = ask(Deed.ANSWER, LONG);
    String killed = refusal(Deed.BE_KILLED, LONG);
    assertTrue(killed.contains("SIGKILL"), killed);
    assertFalse(Files.exists(first.folder()));
    String ended = refusal(Deed.EXIT, LONG);
    assertTrue(ended.contains("exit code 17, saying 'the last words\\u001b[31m'"), ended);
    assertNotEquals(first.pid(), ask(Deed.ANSWER, LONG).pid());
  }

  @Test
  void endsAChildThatTakesTooLong() {
    ask(Deed.ANSWER, LONG);
    String message = refusal(Deed.HANG, Duration.ofSeconds(1));
    assertTrue(message.contains("longer than 1 s"), message);
  }

  @Test
  void endsAChildThatTakesTooMuchMemory() {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        ProcessMemory.residentBytes(ProcessHandle.current().pid()).isPresent(),
        "this system does not say how much memory a process has");
    String message = refusal(Deed.EAT_MEMORY, LONG);
    assertTrue(message.contains("more than 400 MB of memory"), message);
  }

  @Test
  void isNotConfusedByALibraryThatPrints() {
    ask(Deed.PRINT, LONG);
    ask(Deed.PRINT, LONG);
    refusal(Deed.PRINT_FOR_EVER, LONG);
    ask(Deed.ANSWER, LONG);
  }
}
