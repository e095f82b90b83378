package io.edgenas.base.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.output.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisibleTest {
  /** Escape, C1's own escape, DEL, bidi controls, separators, no width, half a character. */
  private static final List<Integer> OBEYED =
      List.of(
          0, 7, 8, 0x1b, 0x7f, 0x80, 0x9b, 0x9f, 0xad, 0x61c, 0x200b, 0x200e, 0x200f, 0x2028,
          0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0xfeff, 0xd800, 0xdfff, 0xe0001, 0xe0041);

  @Test
  void writesWhatATerminalObeysAsAnEscape() {
    for (int codePoint : OBEYED) {
      String shown = Visible.of("a" + Character.toString(codePoint) + "b");
      String digits = String.format("%04x", codePoint);
      String expected = digits.length() > 4 ? "\\u{" + digits + "}" : "\\u" + digits;
      assertEquals("a" + expected + "b", shown);
    }
    assertEquals("x\\ny\\rz\\t", Visible.of("x\ny\rz\t"));
  }

  @Test
  void leavesWhatPeopleWriteAlone() {
    String text = "Größe 日本 العربية 😀 e\u0301 \u00a0|~";
    assertEquals(text, Visible.of(text));
    assertEquals(text, Check.shown(text));
  }

  @Test
  void messagesAreCutBetweenCharacters() {
    String shown = Check.shown("x".repeat(119) + "😀".repeat(9));
    assertEquals("x".repeat(119) + "...", shown);
    assertEquals("\\u001b".repeat(120) + "...", Check.shown("\u001b".repeat(121)));
  }

  @Test
  void jsonEscapesTheSameAndKeepsItsValue() {
    for (int codePoint : OBEYED) {
      String value = "ä" + Character.toString(codePoint);
      for (String json : List.of(Json.line(Map.of("k", value)), Json.pretty(Map.of("k", value)))) {
        assertFalse(json.replace("\n", "").codePoints().anyMatch(Visible::hidden), json);
        assertEquals(value, Document.parse(json, "a.json").required("k").text());
        assertTrue(json.contains("ä"), json);
      }
    }
  }
}
