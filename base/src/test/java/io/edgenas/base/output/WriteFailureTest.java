package io.edgenas.base.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteFailureTest {
  @TempDir Path folder;

  private String explained(String reason) {
    return WriteFailure.explained(folder.resolve("f"), new FileSystemException("f", null, reason))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "Disk quota exceeded, quota",
    "File too large, ulimit -f",
    "Is a directory, a folder of that name",
    "Not a directory, a file is in its way",
    "Read-only file system, can only be read",
    "Operation not permitted, permissions",
    "File name too long, shorter name",
    "Too many open files, ulimit -n",
    "Too many levels of symbolic links or unable to access attributes of symbolic link, in a circle",
    "Input/output error, what the system says"
  })
  void theCauseDecidesTheAdvice(String reason, String advice) {
    String message = explained(reason);
    assertTrue(message.startsWith(folder.resolve("f") + " cannot be written (" + reason), message);
    assertTrue(message.contains(advice), message);
    assertFalse(message.contains("are free there") || message.contains("make space"), message);
  }

  @Test
  void spaceIsSaidWhereItLacks() {
    String message = explained("No space left on device");
    assertTrue(message.matches("(?s).*\\d+\\.\\d MB are free there.*make space.*"), message);
    IOException stream = new IOException("No space left on device");
    assertEquals(message, WriteFailure.explained(folder.resolve("f"), stream).getMessage());
  }

  /** The system's own words, whatever they are on the machine at hand. */
  @Test
  void realFailuresAreTold() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.createFile(taken.resolve("inside"));
    assertAdvice(taken, "a folder of that name");
    assertAdvice(Files.createFile(folder.resolve("file")).resolve("below"), "a file is in its way");
    assertAdvice(folder.resolve("x".repeat(300)), "shorter name");
    Files.createSymbolicLink(folder.resolve("a"), folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));
    assertAdvice(folder.resolve("a").resolve("file"), "");
  }

  private static void assertAdvice(Path file, String advice) {
    String message =
        assertThrows(IOException.class, () -> AtomicFiles.write(file, "text")).getMessage();
    assertTrue(message.startsWith(file + " cannot be written ("), message);
    assertTrue(message.contains(advice), message);
    assertFalse(message.contains("are free there"), message);
  }

  /** A device that is always full. */
  @Test
  void aFullDeviceIsToldByItsWords() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "no /dev/full here");
    IOException e = assertThrows(IOException.class, () -> Files.write(full, new byte[] {1}));
    assertEquals(WriteProblem.NO_SPACE, WriteProblem.of(folder.resolve("f"), e));
  }

  @Test
  void whatLiesThereTellsWhereTheSystemSpeaksAnotherLanguage() throws IOException {
    IOException foreign = new IOException("Ist ein Verzeichnis");
    assertEquals(WriteProblem.FOLDER_IN_THE_WAY, WriteProblem.of(folder, foreign));
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(WriteProblem.FILE_IN_THE_WAY, WriteProblem.of(file.resolve("x"), foreign));
    assertEquals(WriteProblem.OTHER, WriteProblem.of(folder.resolve("x"), foreign));
  }

  @Test
  void permissionIsTold() {
    String message =
        WriteFailure.explained(folder, new AccessDeniedException(folder.toString())).getMessage();
    assertTrue(message.contains("(permission denied)"), message);
    NoSuchFileException missing = new NoSuchFileException("x");
    assertSame(missing, WriteFailure.explained(folder, missing));
  }
}
