package io.edgenas.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrtLibraryTest {
  @TempDir private Path folder;

  @BeforeEach
  void makeLibraries() throws IOException {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("unix"),
        "no Unix permissions here");
    for (String file : OrtLibrary.FILES) {
      Files.writeString(folder.resolve(file), "no library");
      mode(folder.resolve(file), "rw-r--r--");
    }
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private String refusal() {
    return assertThrows(BadInputException.class, () -> OrtLibrary.use(folder)).getMessage();
  }

  @Test
  void refusesAFolderThatEverybodyCanWrite() throws IOException {
    mode(folder, "rwxrwxrwx");

    assertTrue(refusal().contains(folder + " is not used: it can be written by everybody"));
  }

  @Test
  void refusesALibraryThatEverybodyCanWrite() throws IOException {
    mode(folder.resolve(OrtLibrary.FILES.get(1)), "rw-rw-rw-");

    assertTrue(refusal().contains("can be written by everybody"), refusal());
  }

  @Test
  void refusesABuildThatWouldReportItsUse() throws IOException {
    assumeTrue(System.getenv("ORT_DISABLE_TELEMETRY") == null, "telemetry is off here");
    Files.writeString(
        folder.resolve(OrtLibrary.FILES.get(0)), "OORT_DISABLE_ORT_DISABLE_TELEMETRY\0");

    String refusal = refusal();
    assertTrue(refusal.contains("would report its use to its vendor"), refusal);
    assertTrue(refusal.contains("set ORT_DISABLE_TELEMETRY=1 in the environment"), refusal);
  }

  /** What the library does not import it cannot call: no tracer could prove more. */
  @Test
  void theBuildInTheJarImportsNothingOfTheNetwork() throws IOException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "another format of libraries");
    Path unpacked = UnpackedNatives.folder().orElseThrow();
    for (String file : OrtLibrary.FILES) {
      String library =
          new String(Files.readAllBytes(unpacked.resolve(file)), StandardCharsets.ISO_8859_1);
      for (String function : new String[] {"getaddrinfo", "connect", "sendto", "gethostbyname"}) {
        assertFalse(library.contains("\0" + function + "\0"), file + " imports " + function);
      }
      assertFalse(library.contains("ORT_DISABLE_TELEMETRY"), file + " has telemetry");
    }
  }

  @Test
  void theNativesOfTheJarCountAsNotChosen() throws IOException {
    OrtRuntime.version();

    assertEquals(
        UnpackedNatives.folder().orElseThrow().toString(),
        System.getProperty("onnxruntime.native.path"));
    assertTrue(OrtLibrary.folder().isEmpty());
  }
}
