package io.edgenas.base.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesAndReplaces() throws IOException {
    Path target = folder.resolve("deep/er/file.json");
    AtomicFiles.write(target, "old and longer");
    AtomicFiles.write(target, "new ü");
    assertEquals("new ü", Files.readString(target));
    assertEquals(List.of("deep"), names());
  }

  @Test
  void largeFilesAreWhole() throws IOException {
    byte[] bytes = new byte[5_000_003];
    bytes[bytes.length - 1] = 7;
    AtomicFiles.write(folder.resolve("large.bin"), bytes);
    assertEquals(Sha256.of(bytes), Sha256.of(folder.resolve("large.bin")));
  }

  /** The target is a folder with something in it, so that the last step, the renaming, fails. */
  @Test
  void aFailedWriteLeavesWhatWasThereAndNothingElse() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    Files.writeString(target.resolve("kept"), "as it was");
    assertThrows(IOException.class, () -> AtomicFiles.write(target, "new"));
    assertEquals("as it was", Files.readString(target.resolve("kept")));
    assertEquals(List.of("target"), names());
  }

  @Test
  void theOldFileIsWholeUntilTheNewOneIs() throws Exception {
    Path target = folder.resolve("file");
    String a = "a".repeat(200_000);
    String b = "b".repeat(300_000);
    AtomicFiles.write(target, a);
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 30; i++) {
                  AtomicFiles.write(target, i % 2 == 0 ? b : a);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();
    do {
      String seen = Files.readString(target);
      assertTrue(seen.equals(a) || seen.equals(b), "a torn file of " + seen.length());
    } while (writer.isAlive());
    writer.join();
    assertEquals(a, Files.readString(target));
  }

  @Test
  void aWritableFolderIsMadeAndLeftEmpty() throws IOException {
    Path output = folder.resolve("new/folder");
    AtomicFiles.requireWritableFolder(output);
    try (Stream<Path> files = Files.list(output)) {
      assertEquals(0, files.count());
    }
  }

  /** Below a regular file nobody can make a folder, whatever the permissions. */
  @Test
  void namesTheFolderThatIsNotWritable() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path output = file.resolve("out");
    BadInputException e =
        assertThrows(BadInputException.class, () -> AtomicFiles.requireWritableFolder(output));
    assertTrue(e.getMessage().contains("output folder " + output + " is not writable"));
    assertTrue(e.getMessage().contains("choose another"), e.getMessage());
    assertFalse(Files.exists(output));
  }

  @Test
  void namesTheFileThatIsInTheWayOfTheFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    BadInputException e =
        assertThrows(BadInputException.class, () -> AtomicFiles.requireWritableFolder(file));
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains("a file is in its way"), e.getMessage());
    assertEquals("kept", Files.readString(file));
  }

  @Test
  void blamesPermissionsForWhatTheyForbidOnly() {
    String denied =
        WriteFailure.ofFolder(folder, new AccessDeniedException(folder.resolve("f").toString()));
    assertTrue(denied.contains(folder + " is not writable (permission denied)"), denied);
    assertTrue(denied.contains("permissions"), denied);
    String full =
        WriteFailure.ofFolder(
            folder, new FileSystemException("f", null, "No space left on device"));
    assertTrue(full.contains(folder + " is not writable (No space left on device), "), full);
    assertTrue(full.contains(" MB are free there") && full.contains("make space"), full);
    assertFalse(full.contains("permissions"), full);
  }

  @Test
  void pairIsWrittenWholeOrNotAtAll(@TempDir Path pairs) throws IOException {
    Path first = pairs.resolve("first");
    Path second = pairs.resolve("second");
    AtomicFiles.writePair(first, new byte[] {1}, second, new byte[] {2});
    assertEquals(1, Files.readAllBytes(first)[0]);
    assertEquals(2, Files.readAllBytes(second)[0]);
    // Its name leaves no room for the file aside, so the second cannot be written.
    Path tooLong = pairs.resolve("n".repeat(250));
    assertThrows(
        IOException.class,
        () -> AtomicFiles.writePair(first, new byte[] {3}, tooLong, new byte[] {4}));
    Files.delete(second);
    Files.createDirectory(second);
    assertThrows(
        BadInputException.class,
        () -> AtomicFiles.writePair(first, new byte[] {5}, second, new byte[] {6}));
    assertEquals(1, Files.readAllBytes(first)[0]);
    try (Stream<Path> left = Files.list(pairs)) {
      assertEquals(2, left.count());
    }
  }
}
