package io.edgenas.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "300000, 300000",
    "300k, 300000",
    "2.5M, 2500000",
    "1G, 1000000000",
    "3e5, 300000",
  })
  void readsNumbersOfThings(String text, double expected) {
    assertEquals(expected, new Amount.Count().convert(text));
  }

  @ParameterizedTest
  @CsvSource({
    "500000, 500000",
    "500000B, 500000",
    "500kB, 500000",
    "5MB, 5000000",
    "0.5GB, 500000000",
    "1KiB, 1024",
    "4MiB, 4194304",
    "1GiB, 1073741824",
  })
  void readsSizes(String text, double expected) {
    assertEquals(expected, new Amount.Bytes().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "M", "5 MB", "5mb", "5Mbit", "0x5", "five", "5MBB", "5kk"})
  void refusesWhatIsNoAmount(String text) {
    String message =
        assertThrows(TypeConversionException.class, () -> new Amount.Bytes().convert(text))
            .getMessage();
    assertTrue(message.contains("'" + text + "'") && message.contains("5MB"), message);
    assertThrows(TypeConversionException.class, () -> new Amount.Count().convert(text));
  }
}
