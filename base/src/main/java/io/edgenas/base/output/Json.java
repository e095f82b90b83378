package io.edgenas.base.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.edgenas.base.input.Visible;
import java.util.Map;

/**
 * JSON text of maps, lists, texts, numbers and booleans, in the order of the maps given: the same
 * value is always the same text. Doubles are written in the shortest form that reads back to the
 * same value. What a terminal would obey, see {@link Visible}, is escaped.
 */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectWriter PRETTY =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private Json() {}

  /** Writes an object for people to read: indented, with a newline at the end. */
  public static String pretty(Map<String, ?> object) {
    return write(PRETTY, object) + "\n";
  }

  /** One line without a newline, for machines and metadata. */
  public static String line(Object value) {
    return write(MAPPER.writer(), value);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return Visible.json(writer.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value: " + e.getOriginalMessage(), e);
    }
  }
}
