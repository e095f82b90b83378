package io.edgenas.base.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedFolderTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    assumeTrue(
        temporary.getFileSystem().supportedFileAttributeViews().contains("unix"),
        "no Unix permissions here");
    folder = Files.createDirectories(temporary.resolve("outer/inner"));
    mode(folder.getParent(), "rwxr-xr-x");
    mode(folder, "rwxr-xr-x");
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String refusal(Path folder) {
    return assertThrows(BadInputException.class, () -> OwnedFolder.require(folder, "the folder"))
        .getMessage();
  }

  @Test
  void takesAFolderThatOnlyThisUserWrites() throws IOException {
    assertEquals(folder.toRealPath(), OwnedFolder.require(folder, "the folder"));
  }

  @Test
  void refusesAFolderThatEverybodyWrites() throws IOException {
    mode(folder, "rwxrwxrwx");

    assertTrue(refusal(folder).contains("it can be written by everybody"), refusal(folder));
  }

  @Test
  void refusesAFolderThatEverybodyCouldReplace() throws IOException {
    mode(folder.getParent(), "rwxrwxrwx");

    String refusal = refusal(folder);
    assertTrue(refusal.contains(folder.getParent() + " can be written by everybody"), refusal);
  }

  @Test
  void looksAtTheFolderBehindALink() throws IOException {
    mode(folder, "rwxrwxrwx");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);

    assertTrue(refusal(link).contains("can be written by everybody"));
  }

  @Test
  void refusesAFolderOfSomebodyElse() throws IOException {
    assumeTrue(CurrentUser.id() == 0, "only root can give a folder away");
    Files.setAttribute(folder, "unix:uid", 12_345);

    assertTrue(refusal(folder).contains("it belongs to 12345"), refusal(folder));
  }

  @Test
  void refusesAFileThatEverybodyWrites() throws IOException {
    Path file = Files.createFile(folder.resolve("libonnxruntime.so"));
    mode(file, "rw-rw-rw-");

    String refusal =
        assertThrows(BadInputException.class, () -> OwnedFolder.requireFile(file, "the library"))
            .getMessage();
    assertTrue(refusal.startsWith("the library " + file + " is not used: it can be written"));
  }
}
