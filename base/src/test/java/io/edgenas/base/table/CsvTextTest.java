package io.edgenas.base.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
  @Test
  void writesWhatStandsThereAndNothingAround() {
    assertEquals(
        "r20/w8:k3e2,0.5,,-1.0E-4, x ,#y,7\n",
        CsvText.line(Arrays.asList("r20/w8:k3e2", 0.5, null, -1e-4, " x ", "#y", 7)));
    assertEquals(",\n", CsvText.line(List.of("", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "\"a\"", "a\nb", "a\r"})
  void refusesWhatWouldNeedQuotes(String cell) {
    assertThrows(IllegalArgumentException.class, () -> CsvText.line(List.of("x", cell)));
  }
}
