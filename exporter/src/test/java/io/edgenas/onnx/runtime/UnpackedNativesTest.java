package io.edgenas.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedNativesTest {
  @TempDir private Path cache;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void unpacksOnceAndLeavesNothingElse() throws IOException {
    Path folder = UnpackedNatives.in(cache).orElseThrow();
    Path library = folder.resolve(OrtLibrary.FILES.get(0));
    Object made = Files.getLastModifiedTime(library);

    assertEquals(folder, UnpackedNatives.in(cache).orElseThrow());
    assertEquals(made, Files.getLastModifiedTime(library));
    assertEquals(List.of(folder.getFileName().toString()), names());
  }

  @Test
  void unpacksAgainWhatWasCutOff() throws IOException {
    Path folder = UnpackedNatives.in(cache).orElseThrow();
    Path library = folder.resolve(OrtLibrary.FILES.get(0));
    long whole = Files.size(library);
    try (FileChannel channel = FileChannel.open(library, StandardOpenOption.WRITE)) {
      channel.truncate(1_000);
    }

    assertEquals(folder, UnpackedNatives.in(cache).orElseThrow());
    assertEquals(whole, Files.size(library));
  }

  @Test
  void removesWhatAKilledProcessLeftButNotWhatALivingOneWrites() throws IOException {
    Path dead = Files.createDirectory(cache.resolve(".unpacking-" + Integer.MAX_VALUE));
    Files.write(dead.resolve("libonnxruntime.so"), new byte[9]);
    Path living = Files.createDirectory(cache.resolve(".unpacking-1"));

    UnpackedNatives.in(cache);

    assertTrue(Files.notExists(dead));
    assertEquals(ProcessHandle.of(1).isPresent(), Files.exists(living));
  }
}
