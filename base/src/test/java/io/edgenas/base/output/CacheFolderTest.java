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
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  @TempDir private Path folder;
  private Properties properties;

  @BeforeEach
  void pretendAUser() throws IOException {
    properties = new Properties();
    properties.setProperty("user.name", "mallory/../x");
    properties.setProperty("user.home", "?");
    properties.setProperty(
        "java.io.tmpdir", Files.createDirectory(folder.resolve("tmp")).toString());
  }

  @Test
  void takesTheFolderThatIsNamed() throws IOException {
    Path named = folder.resolve("named");

    assertEquals(
        named.resolve("natives"),
        CacheFolder.of("natives", Map.of(CacheFolder.VARIABLE, named.toString()), properties));
    assertTrue(Files.isDirectory(named.resolve("natives")));
  }

  @Test
  void refusesARelativeName() {
    assertThrows(
        BadInputException.class,
        () -> CacheFolder.of("natives", Map.of(CacheFolder.VARIABLE, "here"), properties));
  }

  @Test
  void takesTheUsualFolderOfCaches() throws IOException {
    Map<String, String> both =
        Map.of("XDG_CACHE_HOME", folder.resolve("xdg").toString(), "HOME", folder.toString());

    assertEquals(folder.resolve("xdg/edgenas/a"), CacheFolder.of("a", both, properties));
    assertEquals(
        folder.resolve(".cache/edgenas/a"),
        CacheFolder.of("a", Map.of("HOME", folder.toString()), properties));
  }

  @Test
  void fallsBackToAFolderOfThisUserAloneWhereThereIsNoHome() throws IOException {
    Path cache = CacheFolder.of("a", Map.of("HOME", "/proc/no/home"), properties);

    assertEquals(folder.resolve("tmp/edgenas-mallory_.._x/a"), cache);
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.getParent())));
  }

  @Test
  void refusesAFolderThatSomebodyElseHasPlanted() throws IOException {
    assumeTrue(CurrentUser.id() == 0, "only root can give a folder away");
    Path planted = Files.createDirectories(folder.resolve("tmp/edgenas-mallory_.._x/a"));
    Files.setAttribute(planted.getParent(), "unix:uid", 12_345);

    BadInputException refusal =
        assertThrows(BadInputException.class, () -> CacheFolder.of("a", Map.of(), properties));
    assertTrue(refusal.getMessage().contains("belongs to 12345"), refusal.getMessage());
  }

  @Test
  void refusesALinkInAFolderThatIsOpenToAll() throws IOException {
    Files.createSymbolicLink(
        folder.resolve("tmp/edgenas-mallory_.._x"), Files.createDirectory(folder.resolve("mine")));

    assertThrows(BadInputException.class, () -> CacheFolder.of("a", Map.of(), properties));
  }

  @Test
  void namesAFileThatIsInTheWay() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    BadInputException refusal =
        assertThrows(
            BadInputException.class,
            () -> CacheFolder.of("a", Map.of(CacheFolder.VARIABLE, file.toString()), properties));
    assertTrue(refusal.getMessage().contains("a file is in its way"), refusal.getMessage());
  }
}
