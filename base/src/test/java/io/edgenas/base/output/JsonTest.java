package io.edgenas.base.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static Map<String, Object> sample() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("z", 1);
    json.put("a", List.of(0.1, true, "x\"y\n"));
    json.put("m", Map.of("nested", 1e-7));
    return json;
  }

  @Test
  void keepsTheOrderOfTheMap() {
    assertEquals(
        "{\"z\":1,\"a\":[0.1,true,\"x\\\"y\\n\"],\"m\":{\"nested\":1.0E-7}}", Json.line(sample()));
  }

  @Test
  void prettyTextHasUnixLinesAndEndsInOne() {
    String pretty = Json.pretty(sample());
    assertTrue(pretty.startsWith("{\n  \"z\" : 1,\n  \"a\" : [\n    0.1,"), pretty);
    assertTrue(pretty.endsWith("}\n"), pretty);
    assertTrue(!pretty.contains("\r"), pretty);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG"})
  void languageDoesNotChangeNumbers(String language) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertEquals("{\"a\":1234.5}", Json.line(Map.of("a", 1234.5)));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1.0 / 3, 1e-300, 123456789.123456789, Double.MIN_VALUE})
  void numbersReadBackToTheSameValue(double value) {
    Document document = Document.parse(Json.line(Map.of("a", value)), "a.json");
    assertEquals(value, document.required("a").number(0, 1e300));
  }

  @Test
  void refusesWhatIsNoJsonValue() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Json.line(new Object()));
    assertTrue(e.getMessage().contains("not a JSON value"), e.getMessage());
  }

  @Test
  void digestsAreThoseOfTheStandard() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Sha256.of("abc"));
  }

  @Test
  void versionIsFilledIn() {
    assertTrue(ToolVersion.get().matches("\\d+\\.\\d+\\.\\d+.*"), ToolVersion.get());
  }
}
