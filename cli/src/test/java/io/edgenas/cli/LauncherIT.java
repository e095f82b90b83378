package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.output.ToolVersion;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip as its user has it: unpacked into a folder of its own, started by its launcher. */
class LauncherIT {
  private static final Path CHECKOUT = Path.of(System.getProperty("edgenas.checkout"));

  @TempDir private static Path temp;
  private static Path home;

  @BeforeAll
  static void unpack() throws IOException {
    Path zip = Path.of(System.getProperty("edgenas.zip"));
    Path target = Files.createDirectory(temp.resolve("with a blank"));
    try (FileSystem files =
        FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true))) {
      try (Stream<Path> all = Files.walk(files.getPath("/"))) {
        for (Path file : all.toList()) {
          Path to = target.resolve(file.toString().substring(1));
          if (!Files.isDirectory(file)) {
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(file));
          }
        }
      }
    }
    home = target.resolve("edgenas-" + ToolVersion.get());
  }

  private record Ended(int exitCode, String out, String err) {}

  private static Ended start(Path program, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile(temp, "out", "");
    Path err = Files.createTempFile(temp, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Files.createTempDirectory(temp, "cwd").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Ended(exitCode, Files.readString(out), Files.readString(err));
  }

  private static Ended start(String... args) throws IOException, InterruptedException {
    return start(home.resolve("edgenas"), Map.of(), args);
  }

  @Test
  void tellsItsVersion() throws Exception {
    assertEquals(new Ended(0, "edgenas " + ToolVersion.get() + "\n", ""), start("--version"));
  }

  @Test
  void listsSpaces() throws Exception {
    Ended ended = start("space", "list");
    assertEquals(0, ended.exitCode, ended.err);
    assertTrue(ended.out.contains("mobile-28"), ended.out);
  }

  @Test
  void takesAnArchitectureApart() throws Exception {
    Ended ended = start("arch", "--space", "tiny", "r12/w8:k3e2/w16:k7e2", "--json");
    assertEquals(0, ended.exitCode, ended.err);
    assertTrue(ended.out.contains("\"params\":71360"), ended.out);
  }

  @Test
  void handsOnTheExitCode() throws Exception {
    Ended ended = start("space", "show", "tny");
    assertEquals(2, ended.exitCode);
    assertTrue(ended.err.contains("unknown space 'tny' (did you mean tiny?)"), ended.err);
  }

  @Test
  void startsThroughSymbolicLinks() throws Exception {
    Path folder = Files.createTempDirectory(temp, "links to");
    Path absolute = Files.createSymbolicLink(folder.resolve("one"), home.resolve("edgenas"));
    Path relative = Files.createSymbolicLink(folder.resolve("two"), absolute.getFileName());
    assertEquals(0, start(relative, Map.of(), "--version").exitCode);
  }

  /** A folder for the PATH that has what the launcher needs, but no Java. */
  private static String pathWithoutJava() throws IOException {
    Path folder = Files.createTempDirectory(temp, "bin");
    for (String tool : List.of("sh", "dirname", "sed", "head", "readlink")) {
      Path program = folder.resolve(tool);
      Files.writeString(program, "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
      assertTrue(program.toFile().setExecutable(true));
    }
    return folder.toString();
  }

  @Test
  void saysWhatToInstallWhereThereIsNoJava() throws Exception {
    Map<String, String> environment =
        Map.of("JAVA_HOME", "/no/such/folder", "PATH", pathWithoutJava());
    Ended ended = start(home.resolve("edgenas"), environment, "--version");
    assertEquals(1, ended.exitCode);
    assertTrue(ended.err.contains("Java 17 or newer is needed"), ended.err);
    assertTrue(ended.err.contains("/no/such/folder/bin/java"), ended.err);
  }

  @Test
  void refusesAJavaThatIsTooOld() throws Exception {
    Path old = Files.createTempDirectory(temp, "old java");
    Path java = Files.createDirectory(old.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"1.8.0_412\"' >&2\n");
    assertTrue(java.toFile().setExecutable(true));
    Map<String, String> environment =
        Map.of("JAVA_HOME", old.toString(), "PATH", pathWithoutJava());
    Ended ended = start(home.resolve("edgenas"), environment, "--version");
    assertEquals(1, ended.exitCode);
    assertTrue(ended.err.contains(java + " (8)"), ended.err);
  }

  @Test
  void startsFromTheBuiltCheckoutWithoutBuildingIt() throws Exception {
    Ended ended = start(CHECKOUT.resolve("edgenas"), Map.of(), "--version");
    assertEquals(new Ended(0, "edgenas " + ToolVersion.get() + "\n", ""), ended);
  }

  @Test
  void namesEveryBundledLibraryInTheNotice() throws Exception {
    String notice = Files.readString(home.resolve("NOTICE"));
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      List<String> unnamed =
          jars.map(jar -> jar.getFileName().toString())
              .filter(name -> !name.startsWith("edgenas-"))
              .map(name -> name.replaceFirst("\\.jar$", ""))
              .filter(name -> !notice.contains("\n" + name + " "))
              .toList();
      assertEquals(List.of(), unnamed, "libraries that NOTICE does not name, with version");
    }
  }

  @Test
  void bundlesNoTestsAndNoSecondCopyOfALibrary() throws Exception {
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      List<String> names =
          jars.map(jar -> jar.getFileName().toString().replaceFirst("-[0-9].*", "")).toList();
      assertEquals(names.stream().distinct().toList(), names);
      assertFalse(names.stream().anyMatch(name -> name.startsWith("junit")));
    }
  }
}
