package io.edgenas.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.data.Split;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartNameTest {
  @ParameterizedTest
  @CsvSource({
    "train, TRAIN, ''",
    "Train-Set_2, TRAIN, ''",
    "test1, TEST, ''",
    "testimages, TEST, ''",
    "validationData, VALIDATION, ''",
    "seg_test, TEST, seg",
    "test tube, TEST, tube",
  })
  void readsPartAndRest(String name, Split split, String rest) {
    PartName found = PartName.of(name).orElseThrow();
    assertEquals(Optional.of(split), found.split());
    assertEquals(rest, found.rest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat", "attest", "trainer", "contest", "valley", "0", "", "images"})
  void findsNoPartInOtherWords(String name) {
    assertEquals(Optional.empty(), PartName.of(name));
  }

  @Test
  void knowsPartsThatAreForSomethingElse() {
    assertTrue(PartName.of("unlabeled2017").orElseThrow().split().isEmpty());
    assertTrue(PartName.of("train_val").orElseThrow().split().isEmpty());
  }
}
