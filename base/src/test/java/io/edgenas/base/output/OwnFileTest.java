package io.edgenas.base.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFileTest {
  @TempDir private Path folder;

  @Test
  void opensWhatIsThereOrMakesIt() throws IOException {
    Path file = folder.resolve("new");

    try (FileChannel channel =
        OwnFile.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      channel.write(ByteBuffer.wrap(new byte[] {7}));
    }

    assertEquals(1, Files.size(file));
    OwnFile.require(file);
  }

  @Test
  void doesNotWriteThroughASymbolicLink() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "precious");
    Path link = Files.createSymbolicLink(folder.resolve("rounds.csv"), victim);

    BadInputException refusal =
        assertThrows(
            BadInputException.class,
            () ->
                OwnFile.open(link, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));

    assertTrue(refusal.getMessage().contains(link + " is a symbolic link to " + victim));
    assertEquals("precious", Files.readString(victim));
  }

  @Test
  void doesNotMakeAFileThroughADanglingLink() throws IOException {
    Path target = folder.resolve("elsewhere");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);

    assertThrows(
        BadInputException.class,
        () -> OwnFile.open(link, StandardOpenOption.WRITE, StandardOpenOption.CREATE));

    assertTrue(Files.notExists(target));
  }

  @Test
  void refusesAFolder() {
    assertThrows(BadInputException.class, () -> OwnFile.require(folder));
  }
}
