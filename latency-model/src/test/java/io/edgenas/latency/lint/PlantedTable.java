package io.edgenas.latency.lint;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.fixtures.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** A copy of a published table in YAML, to be edited row by row. */
final class PlantedTable {
  private final String name;
  private final List<String> lines;

  /** First line of each text; empty when lines have moved since. */
  private final Map<String, Integer> lineOf = new HashMap<>();

  private PlantedTable(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  static PlantedTable note10(int resolution) throws IOException {
    return of(Reference.folder("ofa-note10").resolve(resolution + "_lookup_table.yaml"));
  }

  static PlantedTable i7() throws IOException {
    return of(Reference.folder("nsganetv2").resolve("i7-8700K_lut.yaml"));
  }

  private static PlantedTable of(Path file) throws IOException {
    return new PlantedTable(
        file.getFileName().toString(), new ArrayList<>(Files.readAllLines(file)));
  }

  /** The keys in file order. */
  List<String> keys() {
    return lines.stream()
        .filter(line -> !line.startsWith(" "))
        .map(line -> line.substring(0, line.length() - 1))
        .toList();
  }

  /** The line of a row's key, from 1; rows have their value from the line below. */
  int line(String key) {
    if (lineOf.isEmpty()) {
      for (int i = 0; i < lines.size(); i++) {
        lineOf.putIfAbsent(lines.get(i), i + 1);
      }
    }
    assertTrue(lineOf.containsKey(key + ":"), key);
    return lineOf.get(key + ":");
  }

  double mean(String key) {
    return Double.parseDouble(lines.get(field(key, "mean")).replaceAll(".*: ", ""));
  }

  private int field(String key, String field) {
    return fieldIfAny(key, field).orElseThrow();
  }

  private OptionalInt fieldIfAny(String key, String field) {
    int from = line(key);
    return IntStream.range(from, Math.min(from + 3, lines.size()))
        .filter(i -> lines.get(i).startsWith("  " + field + ": "))
        .findFirst();
  }

  PlantedTable set(String key, String field, String text) {
    lines.set(field(key, field), "  " + field + ": " + text);
    return this;
  }

  /** Scales mean and spread of a row, as another unit or device would. */
  PlantedTable scale(String key, double factor) {
    scale(key, "mean", factor);
    scale(key, "std", factor);
    scale(key, "var", factor * factor);
    return this;
  }

  private void scale(String key, String field, double factor) {
    OptionalInt at = fieldIfAny(key, field);
    if (at.isPresent()) {
      double value = Double.parseDouble(lines.get(at.getAsInt()).replaceAll(".*: ", ""));
      set(key, field, Double.toString(value * factor));
    }
  }

  PlantedTable scaleAll(DoubleUnaryOperator factorOfIndex) {
    List<String> keys = keys();
    for (int i = 0; i < keys.size(); i++) {
      scale(keys.get(i), factorOfIndex.applyAsDouble(i));
    }
    return this;
  }

  PlantedTable remove(String key) {
    int from = line(key) - 1;
    lines.subList(from, rowEnd(from)).clear();
    lineOf.clear();
    return this;
  }

  /** Adds the row again at the end. */
  PlantedTable repeat(String key) {
    int from = line(key) - 1;
    lines.addAll(List.copyOf(lines.subList(from, rowEnd(from))));
    return this;
  }

  PlantedTable add(String... more) {
    lines.addAll(List.of(more));
    lineOf.clear();
    return this;
  }

  private int rowEnd(int from) {
    int end = from + 1;
    while (end < lines.size() && lines.get(end).startsWith(" ")) {
      end++;
    }
    return end;
  }

  Path write(Path folder) throws IOException {
    return Files.write(Files.createDirectories(folder).resolve(name), lines);
  }

  LintTable read(Path folder) throws IOException {
    return LatencyLint.read(List.of(write(folder)), Optional.empty());
  }
}
