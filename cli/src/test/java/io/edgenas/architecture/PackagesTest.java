package io.edgenas.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packages stay small enough to be taken in at a glance, and say what belongs there. */
class PackagesTest {
  private static final int MOST_FILES = 20;
  private static final Path CHECKOUT = Path.of("..");

  private static Map<Path, List<String>> packages() throws IOException {
    Map<Path, List<String>> packages = new TreeMap<>();
    try (Stream<Path> modules = Files.list(CHECKOUT)) {
      for (Path module : modules.toList()) {
        Path sources = module.resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
          continue;
        }
        try (Stream<Path> all = Files.walk(sources)) {
          for (Path folder : all.filter(Files::isDirectory).toList()) {
            try (Stream<Path> files = Files.list(folder)) {
              List<String> names =
                  files
                      .map(file -> file.getFileName().toString())
                      .filter(name -> name.endsWith(".java"))
                      .toList();
              if (!names.isEmpty()) {
                packages.put(folder, names);
              }
            }
          }
        }
      }
    }
    return packages;
  }

  @Test
  void noneHasMoreThanTwentyFiles() throws IOException {
    Map<Path, List<String>> packages = packages();
    assertTrue(packages.size() > 50, packages.size() + " packages seen");
    packages.values().removeIf(files -> files.size() <= MOST_FILES);
    assertEquals(Map.of(), packages);
  }

  @Test
  void eachSaysWhatBelongsThere() throws IOException {
    Map<Path, List<String>> packages = packages();
    packages.values().removeIf(files -> files.contains("package-info.java"));
    assertEquals(Map.of(), packages);
  }
}
