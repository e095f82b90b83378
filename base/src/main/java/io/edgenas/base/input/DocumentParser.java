package io.edgenas.base.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/** Builds a tree of {@link Document}s from the token stream that JSON and YAML parsers share. */
final class DocumentParser {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_VALUES = 1_000_000;

  /** The YAML reader copies what it holds of a line for every further 1,024 characters of it. */
  private static final int MAX_YAML_LINE = 1 << 16;

  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxStringLength(1 << 20)
          .maxNumberLength(64)
          .build();
  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();
  private static final JsonFactory LENIENT_JSON =
      JsonFactory.builder()
          .streamReadConstraints(CONSTRAINTS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();
  private static final YAMLFactory YAML = yamlFactory();

  private static final Pattern OTHER_DIGITS = Pattern.compile("[-+]?0[0-9xXbBoO]");
  private static final Pattern NAN = Pattern.compile("\\.(nan|NaN|NAN)");
  private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");

  private final JsonParser parser;
  private final String source;
  private final boolean lenient;
  private int values;

  private DocumentParser(JsonParser parser, String source, boolean lenient) {
    this.parser = parser;
    this.source = source;
    this.lenient = lenient;
  }

  private static YAMLFactory yamlFactory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Document.MAX_BYTES);
    return YAMLFactory.builder().loaderOptions(options).streamReadConstraints(CONSTRAINTS).build();
  }

  /** JSON where the source's name ends in {@code .json}, else YAML. */
  static Document parse(String text, String source, boolean lenient) {
    JsonFactory json = lenient ? LENIENT_JSON : JSON;
    JsonFactory factory = source.endsWith(".json") ? json : YAML;
    if (factory == YAML) {
      requireShortLines(text, source);
    }
    try (JsonParser parser = factory.createParser(text)) {
      return new DocumentParser(parser, source, lenient).root();
    } catch (IOException e) {
      throw malformed(source, 1, e);
    }
  }

  private static void requireShortLines(String text, String source) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
        start = i + 1;
        line += text.charAt(i) == '\n' ? 1 : 0;
      } else if (i - start >= MAX_YAML_LINE) {
        throw BadInputException.of(
            source + ":" + line,
            "the line has more than "
                + MAX_YAML_LINE
                + " characters: break it; if it is JSON, let the file's name end in .json");
      }
    }
  }

  private Document root() {
    try {
      if (parser.nextToken() == null) {
        throw refused(1, "is empty: is it the right file?");
      }
      Document root = value(DocumentPath.ROOT, 0, 0);
      if (parser.nextToken() != null) {
        throw refused(
            parser.currentTokenLocation().getLineNr(),
            "more text after the end of the document: remove it");
      }
      return root;
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      throw malformed(source, place.getLineNr(), e);
    } catch (IOException | YAMLException e) {
      throw malformed(source, parser.currentLocation().getLineNr(), e);
    }
  }

  private static BadInputException malformed(String source, int line, Exception e) {
    String why =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : "" + e.getMessage();
    return BadInputException.of(
        source + ":" + Math.max(1, line),
        "malformed: " + Check.shown(why.replaceAll("\\s+", " ")),
        e);
  }

  /**
   * The value at the current token.
   *
   * @param keyLine the line of its key: an object or list that begins below it is said to stand
   *     there; 0 where it has none
   */
  private Document value(DocumentPath path, int depth, int keyLine) throws IOException {
    boolean nested = parser.currentToken() != null && parser.currentToken().isStructStart();
    int line = nested && keyLine > 0 ? keyLine : parser.currentTokenLocation().getLineNr();
    if (++values > MAX_VALUES || depth > MAX_DEPTH) {
      throw refused(line, "more than " + MAX_VALUES + " values or " + MAX_DEPTH + " levels");
    }
    refuseAnchorsAndTags(line);
    JsonToken token = parser.currentToken();
    Object value =
        switch (token) {
          case START_OBJECT -> object(path, depth);
          case START_ARRAY -> array(path, depth);
          case VALUE_STRING -> parser.getText();
          case VALUE_NUMBER_INT -> integer(line);
          case VALUE_NUMBER_FLOAT -> decimal(line);
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          case VALUE_NULL -> null;
          default -> throw refused(line, "unexpected " + token);
        };
    return new Document(source, line, path, value);
  }

  private Document.Fields object(DocumentPath path, int depth) throws IOException {
    Map<String, Document> fields = new LinkedHashMap<>();
    List<Map.Entry<String, Document>> repeated = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int line = parser.currentTokenLocation().getLineNr();
      refuseAnchorsAndTags(line);
      String key = parser.currentName();
      if (!lenient && fields.containsKey(key)) {
        throw refused(
            line,
            "key '"
                + Check.shown(key)
                + "' stands here twice, first in line "
                + fields.get(key).line()
                + ": keep one");
      }
      parser.nextToken();
      Document value = value(path.field(key), depth + 1, line);
      if (fields.putIfAbsent(key, value) != null) {
        repeated.add(Map.entry(key, value));
      }
    }
    return new Document.Fields(fields, repeated);
  }

  private List<Document> array(DocumentPath path, int depth) throws IOException {
    List<Document> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.END_ARRAY) {
      items.add(value(path.item(items.size()), depth + 1, 0));
      token = parser.nextToken();
    }
    return items;
  }

  private Long integer(int line) throws IOException {
    requirePlainDigits(line);
    BigInteger number = parser.getBigIntegerValue();
    if (number.bitLength() > 63) {
      throw refused(line, "the number " + Check.shown(number.toString()) + " is too large");
    }
    return number.longValue();
  }

  private Double decimal(int line) throws IOException {
    requirePlainDigits(line);
    String text = parser.getText();
    // YAML's names of what is no number; the parser knows them as numbers but cannot convert them.
    if (NAN.matcher(text).matches()) {
      return Double.NaN;
    }
    if (INFINITE.matcher(text).matches()) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return parser.getDoubleValue();
  }

  /** YAML 1.1 reads 010 as 8 and 1_0 as 10, newer YAML does not: nobody means that here. */
  private void requirePlainDigits(int line) throws IOException {
    String text = parser.getText();
    if (OTHER_DIGITS.matcher(text).lookingAt() || text.indexOf('_') >= 0) {
      throw refused(
          line,
          "'" + Check.shown(text) + "' is not allowed: write decimal digits without leading zeros");
    }
  }

  private void refuseAnchorsAndTags(int line) throws IOException {
    if (parser instanceof YAMLParser yaml
        && (yaml.isCurrentAlias() || yaml.getObjectId() != null || yaml.getTypeId() != null)) {
      throw refused(line, "anchors, aliases and tags are not allowed: write the value out");
    }
  }

  private BadInputException refused(int line, String why) {
    return BadInputException.of(source + ":" + line, why);
  }
}
