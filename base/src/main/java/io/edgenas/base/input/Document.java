package io.edgenas.base.input;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * One value of a YAML or JSON file, with the line it stands on.
 *
 * <p>Reading is strict: duplicate keys, aliases, tags and files over the size limit are refused
 * (anchors too, except on a single value, where without aliases they mean nothing), and every
 * accessor states the type and range it accepts. A reader declares the keys it knows with {@link
 * #allowKeys}; an unknown one is an error that proposes the nearest known key.
 */
public final class Document {
  /** Largest file accepted, in bytes. */
  public static final int MAX_BYTES = 16 << 20;

  private final String source;
  private final int line;
  private final DocumentPath path;
  private final Object value;

  /** {@code value} is {@link Fields}, a List of Documents, String, Boolean, Number or null. */
  Document(String source, int line, DocumentPath path, Object value) {
    this.source = source;
    this.line = line;
    this.path = path;
    this.value = value;
  }

  /**
   * The fields of an object in file order.
   *
   * @param byKey the first of each key
   * @param repeated those whose key stood there before; empty unless read leniently
   */
  record Fields(Map<String, Document> byKey, List<Map.Entry<String, Document>> repeated) {}

  /**
   * Reads a file whose name ends in {@code .json} as JSON, any other as YAML.
   *
   * @throws BadInputException if the file is missing, unreadable, too large or malformed
   */
  public static Document read(Path file) {
    return parse(bytes(file), file.toString());
  }

  private static byte[] bytes(Path file) {
    return InputFile.bytes(file, MAX_BYTES);
  }

  /**
   * Reads bytes in memory; {@code source} is what messages call them, and decides between JSON and
   * YAML as in {@link #read}.
   */
  public static Document parse(byte[] bytes, String source) {
    InputFile.requireAtMost(source, bytes.length, MAX_BYTES);
    return DocumentParser.parse(Utf8.decode(bytes, source), source, false);
  }

  /**
   * Reads a file as {@link #read(Path)} does, but keeps what is wrong with its values so that all
   * of it can be reported: repeated keys (see {@link #entries}), and NaN and infinity in JSON.
   *
   * @throws BadInputException if the file is missing, unreadable, too large or malformed
   */
  public static Document readLeniently(Path file) {
    return DocumentParser.parse(Utf8.decode(bytes(file), file.toString()), file.toString(), true);
  }

  /** Reads text in memory, see {@link #parse(byte[], String)}. */
  public static Document parse(String text, String source) {
    return parse(text.getBytes(StandardCharsets.UTF_8), source);
  }

  /** What messages call the file. */
  public String source() {
    return source;
  }

  /** Where this value stands: {@code file:line: field}. */
  public String where() {
    String field = path.text();
    return source + ":" + line + (field.isEmpty() ? "" : ": " + field);
  }

  /** The line that this value stands on, from 1. */
  public int line() {
    return line;
  }

  /** The exception for something wrong with this value; {@code what} says what and what to do. */
  public BadInputException error(String what) {
    return BadInputException.of(where(), what);
  }

  /**
   * Makes a value from this part of the file; what its constructor refuses is bad input with this
   * place. {@code value} reads and makes that value and does nothing else: see {@link Check#input}.
   *
   * @throws BadInputException naming file, line and field
   */
  public <T> T make(Supplier<T> value) {
    try {
      return Check.input(value);
    } catch (BadInputException e) {
      throw e.isIn(source) ? e : e.at(where());
    }
  }

  /** Refuses any key of this object that is not named here. */
  public Document allowKeys(String... keys) {
    List<String> known = Arrays.asList(keys);
    for (Map.Entry<String, Document> field : object().entrySet()) {
      if (!known.contains(field.getKey())) {
        String key = Check.shown(field.getKey());
        throw BadInputException.of(
            source + ":" + field.getValue().line,
            "unknown key '" + key + "'" + Check.didYouMean(key, known) + ": allowed are " + known);
      }
    }
    return this;
  }

  /**
   * Checks the key {@code schema} of this object: the number of the format's version.
   *
   * @return the schema found, 1 to {@code newest}
   * @throws BadInputException if it is missing or newer than {@code newest}
   */
  public int schema(int newest) {
    Document schema = required("schema");
    int found = schema.integer(1, Integer.MAX_VALUE);
    if (found > newest) {
      throw schema.error(
          "schema " + found + " is newer than this version knows (" + newest + "): update EdgeNAS");
    }
    return found;
  }

  /** The field's value; a missing or null field is an error. */
  public Document required(String key) {
    return optional(key)
        .orElseThrow(() -> error("key '" + key + "' is missing: add it (see docs/formats.md)"));
  }

  /** The field's value, empty if the field is missing or null. */
  public Optional<Document> optional(String key) {
    return Optional.ofNullable(object().get(key)).filter(field -> field.value != null);
  }

  /** This object's fields in file order. */
  public Map<String, Document> object() {
    return Collections.unmodifiableMap(fields().byKey());
  }

  /** This object's fields, repeated keys (which only {@link #readLeniently} lets through) last. */
  public List<Map.Entry<String, Document>> entries() {
    List<Map.Entry<String, Document>> entries = new ArrayList<>(fields().byKey().entrySet());
    entries.addAll(fields().repeated());
    return entries;
  }

  private Fields fields() {
    if (value instanceof Fields fields) {
      return fields;
    }
    throw wrongType("an object with keys");
  }

  /** This list's items; more than {@code maxItems} is an error. */
  public List<Document> list(int maxItems) {
    if (value instanceof List<?> list) {
      if (list.size() > maxItems) {
        throw error("has " + list.size() + " items: at most " + maxItems + " are allowed");
      }
      @SuppressWarnings("unchecked")
      List<Document> items = (List<Document>) list;
      return Collections.unmodifiableList(items);
    }
    throw wrongType("a list");
  }

  /** A list of whole numbers, each {@code min} to {@code max}. */
  public List<Integer> integers(int maxItems, int min, int max) {
    List<Integer> numbers = new ArrayList<>();
    for (Document item : list(maxItems)) {
      numbers.add(item.integer(min, max));
    }
    return List.copyOf(numbers);
  }

  /** A list of numbers, each {@code min} to {@code max}. */
  public List<Double> numbers(int maxItems, double min, double max) {
    List<Double> numbers = new ArrayList<>();
    for (Document item : list(maxItems)) {
      numbers.add(item.number(min, max));
    }
    return List.copyOf(numbers);
  }

  /** A list of texts. */
  public List<String> texts(int maxItems) {
    return list(maxItems).stream().map(Document::text).toList();
  }

  /** This text. Numbers and booleans are not texts: quote them in the file. */
  public String text() {
    if (value instanceof String text) {
      return text;
    }
    throw wrongType("a text");
  }

  /** This whole number, {@code min} to {@code max}. */
  public int integer(int min, int max) {
    return (int) integer64(min, max);
  }

  /** This whole number, {@code min} to {@code max}. */
  public long integer64(long min, long max) {
    if (value instanceof Long number) {
      if (number < min || number > max) {
        throw error("value " + number + " is not allowed: " + min + " to " + max);
      }
      return number;
    }
    throw wrongType("a whole number from " + min + " to " + max);
  }

  /** This number, {@code min} to {@code max}; NaN is refused. */
  public double number(double min, double max) {
    if (value instanceof Number number) {
      double found = number.doubleValue();
      if (!(found >= min && found <= max)) {
        throw error("value " + found + " is not allowed: " + min + " to " + max);
      }
      return found;
    }
    throw wrongType("a number from " + min + " to " + max);
  }

  /** This number, NaN and infinities included; empty if it is none. */
  public OptionalDouble anyNumber() {
    return value instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** This boolean. */
  public boolean bool() {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw wrongType("true or false");
  }

  /** The constant whose lower-case name (with {@code -} for {@code _}) this text is. */
  public <E extends Enum<E>> E oneOf(Class<E> type) {
    String text = text();
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw error(
        "'"
            + Check.shown(text)
            + "' is not allowed"
            + Check.didYouMean(text, names)
            + ": choose one of "
            + names);
  }

  private BadInputException wrongType(String expected) {
    String found =
        value == null
            ? "nothing"
            : value instanceof Fields
                ? "an object"
                : value instanceof List ? "a list" : "'" + Check.shown(value.toString()) + "'";
    return error("expected " + expected + ", found " + found);
  }
}
