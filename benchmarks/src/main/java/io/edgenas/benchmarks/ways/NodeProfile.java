package io.edgenas.benchmarks.ways;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the file that ONNX Runtime's profiler writes: a JSON list of events in Chrome's trace event
 * format, those of a run in the order of its nodes, then the run itself. Everything but the names
 * and durations of nodes and the durations of runs is passed over.
 */
final class NodeProfile {
  private static final long MAX_BYTES = 256L << 20;

  /** ONNX Runtime itself stops at a million events. */
  private static final int MAX_EVENTS = 1_000_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_BYTES)
                  .maxNestingDepth(16)
                  .maxStringLength(1 << 16)
                  .maxNumberLength(64)
                  .build())
          .build();

  /** What ONNX Runtime puts behind a node's name where the time is the kernel's. */
  private static final String KERNEL_TIME = "_kernel_time";

  private static final String RUN = "model_run";

  private final JsonParser parser;
  private final String source;
  private final List<Run> runs = new ArrayList<>();
  private List<Node> nodes = new ArrayList<>();

  /**
   * One node in one run.
   *
   * @param name of the optimised graph's node, as {@code stage1.block2.project_nchwc}
   * @param us duration in microseconds
   */
  record Node(String name, double us) {}

  /**
   * One run.
   *
   * @param us duration in microseconds, with what the profiler itself takes
   * @param nodes in the order in which they ran
   */
  record Run(double us, List<Node> nodes) {
    Run {
      nodes = List.copyOf(nodes);
    }
  }

  private NodeProfile(JsonParser parser, String source) {
    this.parser = parser;
    this.source = source;
  }

  /**
   * The runs in a file, in order.
   *
   * @throws BadInputException naming file and line if it is missing, too large or not such a file
   */
  static List<Run> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The runs in a stream.
   *
   * @param source what messages call it
   */
  static List<Run> read(InputStream in, String source) {
    try (JsonParser parser = JSON.createParser(in)) {
      return new NodeProfile(parser, source).runs();
    } catch (IOException e) {
      JsonLocation place = e instanceof JsonProcessingException json ? json.getLocation() : null;
      throw new BadInputException(
          source
              + ":"
              + (place == null ? 1 : Math.max(1, place.getLineNr()))
              + ": malformed: "
              + Check.shown("" + e.getMessage()),
          e);
    }
  }

  private List<Run> runs() throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw error("a list of events is expected");
    }
    int events = 0;
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      if (++events > MAX_EVENTS) {
        throw error("more than " + MAX_EVENTS + " events");
      }
      event();
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw error("an event is expected");
    }
    return runs;
  }

  private void event() throws IOException {
    String category = "";
    String name = "";
    long micros = -1;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "cat" -> category = text();
        case "name" -> name = text();
        case "dur" -> micros = duration();
        default -> parser.skipChildren();
      }
    }
    boolean node = category.equals("Node") && name.endsWith(KERNEL_TIME);
    boolean run = category.equals("Session") && name.equals(RUN);
    if (!node && !run) {
      return;
    }
    if (micros < 0) {
      throw error("event '" + Check.shown(name) + "' has no duration");
    }
    // Whole microseconds, cut off: half of one is missing on average.
    double us = micros + 0.5;
    if (node) {
      nodes.add(new Node(name.substring(0, name.length() - KERNEL_TIME.length()), us));
    } else {
      runs.add(new Run(us, nodes));
      nodes = new ArrayList<>();
    }
  }

  private String text() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw error("cat or name is no text");
    }
    return parser.getText();
  }

  private long duration() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw error("dur is no whole number of microseconds");
    }
    long micros = parser.getLongValue();
    if (micros < 0) {
      throw error("dur " + micros + " is below 0");
    }
    return micros;
  }

  private BadInputException error(String what) {
    return new BadInputException(
        source
            + ":"
            + Math.max(1, parser.currentTokenLocation().getLineNr())
            + ": "
            + what
            + ": is it a profile of ONNX Runtime's?");
  }
}
