package io.edgenas.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/** Builds a tree of {@link Document}s from the token stream that JSON and YAML parsers share. */
final class DocumentParser {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_VALUES = 1_000_000;
  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxStringLength(1 << 20)
          .maxNumberLength(64)
          .build();
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(CONSTRAINTS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final YAMLFactory YAML = yamlFactory();

  private final JsonParser parser;
  private final String source;
  private int values;

  private DocumentParser(JsonParser parser, String source) {
    this.parser = parser;
    this.source = source;
  }

  private static YAMLFactory yamlFactory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Document.MAX_BYTES);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .streamReadConstraints(CONSTRAINTS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  static Document json(String text, String source) {
    return parse(JSON, text, source);
  }

  static Document yaml(String text, String source) {
    return parse(YAML, text, source);
  }

  private static Document parse(JsonFactory factory, String text, String source) {
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new BadInputException(source + " is empty: is it the right file?");
      }
      Document root = new DocumentParser(parser, source).value("", 0);
      if (parser.nextToken() != null) {
        throw new BadInputException(
            source
                + ":"
                + parser.currentTokenLocation().getLineNr()
                + ": more text after the end of the document: remove it");
      }
      return root;
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
      throw new BadInputException(
          source + line + ": malformed: " + Check.shown(e.getOriginalMessage()), e);
    } catch (IOException | YAMLException e) {
      throw new BadInputException(source + ": malformed: " + Check.shown("" + e.getMessage()), e);
    }
  }

  private Document value(String path, int depth) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
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
          case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          case VALUE_NULL -> null;
          default -> throw refused(line, "unexpected " + token);
        };
    return new Document(source, line, path, value);
  }

  private Map<String, Document> object(String path, int depth) throws IOException {
    Map<String, Document> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      refuseAnchorsAndTags(parser.currentTokenLocation().getLineNr());
      String key = parser.currentName();
      parser.nextToken();
      fields.put(key, value(path.isEmpty() ? key : path + "." + key, depth + 1));
    }
    return fields;
  }

  private List<Document> array(String path, int depth) throws IOException {
    List<Document> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.END_ARRAY) {
      items.add(value(path + "[" + items.size() + "]", depth + 1));
      token = parser.nextToken();
    }
    return items;
  }

  private Long integer(int line) throws IOException {
    BigInteger number = parser.getBigIntegerValue();
    if (number.bitLength() > 63) {
      throw refused(line, "the number " + Check.shown(number.toString()) + " is too large");
    }
    return number.longValue();
  }

  private void refuseAnchorsAndTags(int line) throws IOException {
    if (parser instanceof YAMLParser yaml
        && (yaml.isCurrentAlias() || yaml.getObjectId() != null || yaml.getTypeId() != null)) {
      throw refused(line, "anchors, aliases and tags are not allowed: write the value out");
    }
  }

  private BadInputException refused(int line, String why) {
    return new BadInputException(source + ":" + line + ": " + why);
  }
}
