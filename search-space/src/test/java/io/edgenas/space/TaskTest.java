package io.edgenas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.space.fixtures.TinySpace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTest {
  @Test
  void survivesBeingWritten() {
    Task task = new Task(List.of("Åpfel", "1", "true", "a \"b\"\n"), 3, List.of(16, 20));
    assertEquals(task, Task.read(Document.parse(Json.pretty(task.toJson()), "task.json")));
  }

  @Test
  void namesClassesAtAllResolutionsOfTheSpace() {
    Task task = Task.of(TinySpace.SPACE, 3, 1);
    assertEquals(List.of("class 0", "class 1", "class 2"), task.labels());
    assertEquals(3, task.classes());
    assertEquals(TinySpace.SPACE.resolutions(), task.resolutions());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{labels: [a], channels: 1, resolutions: [16]}          | number of classes 1 is not allowed: 2 to 100000",
        "{labels: [a, a], channels: 1, resolutions: [16]}       | labels are not distinct",
        "{labels: [a, ' '], channels: 1, resolutions: [16]}     | label ' ' is not allowed",
        "{labels: [a, 2], channels: 1, resolutions: [16]}       | labels[1]: expected a text, found '2'",
        "{labels: [a, b], channels: 2, resolutions: [16]}       | channels 2 is not allowed: choose one of [1, 3]",
        "{labels: [a, b], channels: 4, resolutions: [16]}       | channels: value 4 is not allowed",
        "{labels: [a, b], channels: 1, resolutions: []}         | resolution has 0 choices",
        "{labels: [a, b], channels: 1, resolutions: [20, 16]}   | not strictly ascending",
        "{labels: [a, b], channels: 1}                          | key 'resolutions' is missing",
        "{labels: [a, b], chanels: 1, resolutions: [16]}        | unknown key 'chanels' (did you mean channels?)",
      })
  void refusesWithFileAndLine(String yaml, String part) {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> Task.read(Document.parse("\n" + yaml, "task.yaml")));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().startsWith("task.yaml:2: "), e.getMessage());
  }

  @Test
  void refusesAnEndlessLabel() {
    InvalidValueException e =
        assertThrows(
            InvalidValueException.class,
            () -> new Task(List.of("a", "x".repeat(201)), 1, List.of(16)));
    assertTrue(e.getMessage().contains("1 to 200 characters"), e.getMessage());
    assertTrue(e.getMessage().length() < 300, e.getMessage());
  }
}
