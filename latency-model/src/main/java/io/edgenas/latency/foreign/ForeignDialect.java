package io.edgenas.latency.foreign;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.latency.foreign.ForeignKey.Block;
import io.edgenas.latency.foreign.ForeignKey.Part;
import io.edgenas.operation.Activation;
import io.edgenas.operation.Channels;
import io.edgenas.operation.FeatureShape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The dialects of latency tables that others publish: how keys are written and what stands below
 * them. Shapes are {@code HxWxC}.
 */
public enum ForeignDialect {
  /** once-for-all ({@code latency_lookup_table.py}, {@code query}): one file per resolution. */
  ONCE_FOR_ALL(
      "once-for-all",
      Map.of(
          "Conv",
          Part.STEM,
          "expanded_conv",
          Part.BLOCK,
          "Conv_1",
          Part.HEAD_EXPAND,
          "AvgPool2D",
          Part.POOL,
          "Conv_2",
          Part.HEAD_MIX,
          "Logits",
          Part.CLASSIFIER),
      List.of("mean", "std", "count"),
      "Conv_1-input:7x7x160-output:7x7x960",
      "expanded_conv-input:112x112x16-output:56x56x24-expand:64-kernel:3-stride:2-idskip:0-se:0-hs:0"),

  /**
   * NSGANetV2: all resolutions in one file, {@code expand} is the ratio, activations are the
   * space's, the pool is not there.
   */
  NSGANETV2(
      "nsganetv2",
      Map.of(
          "first_conv",
          Part.STEM,
          "MBConv",
          Part.BLOCK,
          "final_expand_layer",
          Part.HEAD_EXPAND,
          "feature_mix_layer",
          Part.HEAD_MIX,
          "classifier",
          Part.CLASSIFIER),
      List.of("mean", "var"),
      "final_expand_layer-input:7x7x160-output:7x7x960",
      "MBConv-input:112x112x16-output:56x56x24-expand:4-kernel:3-stride:2-idskip:0-se:0");

  private static final int MAX_KEY = 200;
  private static final int MAX_EXPAND = 16;
  private static final String N = "([1-9][0-9]{0,4})";
  private static final String SHAPE = N + "x" + N + "x" + N;
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_]+)-input:(.*)");
  private static final Pattern PLAIN = Pattern.compile(SHAPE + "-output:" + SHAPE);
  private static final Pattern CLASSIFIER = Pattern.compile("(?:1x1x)?" + N + "-output:" + N);
  private static final Pattern BLOCK =
      Pattern.compile(
          PLAIN.pattern()
              + ("-expand:" + N + "-kernel:" + N + "-stride:" + N)
              + "-idskip:([01])-se:([01])(?:-hs:([01]))?");

  private final String text;
  private final Map<String, Part> names;
  private final List<String> statistics;
  private final String example;
  private final String blockExample;

  ForeignDialect(
      String text,
      Map<String, Part> names,
      List<String> statistics,
      String example,
      String blockExample) {
    this.text = text;
    this.names = names;
    this.statistics = statistics;
    this.example = example;
    this.blockExample = blockExample;
  }

  /** What people call it. */
  public String text() {
    return text;
  }

  /** Whether a file holds for networks of one resolution. */
  public boolean oneResolution() {
    return this == ONCE_FOR_ALL;
  }

  /** Whether it has a key for that part of a network. */
  public boolean has(Part part) {
    return names.containsValue(part);
  }

  /**
   * The dialect of a file: that of its first key which is in one.
   *
   * @throws BadInputException if none is
   */
  public static ForeignDialect of(Document file) {
    return file.object().keySet().stream()
        .flatMap(key -> of(key).stream())
        .findFirst()
        .orElseThrow(
            () ->
                file.error(
                    "no key begins as in a known dialect: once-for-all's begin with Conv-input:,"
                        + " nsganetv2's with first_conv-input:; read are "
                        + all()));
  }

  /** The dialect in which a key is written, as its first word tells; empty if in none. */
  static Optional<ForeignDialect> of(String key) {
    return Arrays.stream(values()).filter(dialect -> dialect.part(key).isPresent()).findFirst();
  }

  private Optional<Part> part(String key) {
    Matcher m = NAME.matcher(key);
    return m.matches() ? Optional.ofNullable(names.get(m.group(1))) : Optional.empty();
  }

  /**
   * Takes a key apart.
   *
   * @throws BadInputException if it is no key, or one of another dialect
   */
  public ForeignKey parse(String key) {
    if (key.length() > MAX_KEY) {
      throw new BadInputException("the key '" + Check.shown(key) + "' is too long");
    }
    Optional<ForeignDialect> own = of(key);
    if (own.isPresent() && own.get() != this) {
      throw new BadInputException(
          "the key '"
              + Check.shown(key)
              + "' is of the dialect "
              + own.get().text
              + " in a file of "
              + text
              + ": a file has one dialect");
    }
    Part part = part(key).orElseThrow(() -> unknown(key));
    String shapes = key.substring(key.indexOf(':') + 1);
    Matcher m =
        (part == Part.BLOCK ? BLOCK : part == Part.CLASSIFIER ? CLASSIFIER : PLAIN).matcher(shapes);
    if (!m.matches()) {
      throw unknown(key);
    }
    return switch (part) {
      case CLASSIFIER ->
          ForeignKey.plain(part, shape(number(m, 1), 1, 1), shape(number(m, 2), 1, 1));
      case BLOCK -> new ForeignKey(part, shape(m, 1), shape(m, 4), Optional.of(block(key, m)));
      default -> ForeignKey.plain(part, shape(m, 1), shape(m, 4));
    };
  }

  private Block block(String key, Matcher m) {
    boolean activationGiven = m.group(12) != null;
    if (activationGiven != (this == ONCE_FOR_ALL)) {
      throw unknown(key);
    }
    return new Block(
        this == ONCE_FOR_ALL ? number(m, 7) : middle(number(m, 3), number(m, 7)),
        number(m, 8),
        number(m, 9),
        m.group(10).equals("1"),
        m.group(11).equals("1"),
        Optional.ofNullable(m.group(12))
            .map(hs -> hs.equals("1") ? Activation.HSWISH : Activation.RELU));
  }

  private static int middle(int input, int ratio) {
    Check.range("expand", ratio, 1, MAX_EXPAND);
    return ratio == 1 ? input : Channels.middle(input, ratio);
  }

  private BadInputException unknown(String key) {
    Optional<Part> part = part(key);
    boolean block = part.isPresent() && part.get() == Part.BLOCK;
    return new BadInputException(
        "unknown key '"
            + Check.shown(key)
            + "': allowed are "
            + names.keySet().stream().sorted().toList()
            + " of "
            + text
            + " with their shapes, as in "
            + (block ? blockExample : example)
            + (block && !key.contains("-se:")
                ? "; tables without se, as ProxylessNAS's, are another dialect, which is not read; read are "
                    + all()
                : ""));
  }

  /**
   * Makes sure that what stands below a key is statistics of this dialect.
   *
   * @return {@code value}
   * @throws BadInputException naming file, line and statistic, and the dialect that has it if one
   *     has
   */
  public Document requireStatistics(Document value) {
    if (value.anyNumber().isPresent()) {
      throw value.error(
          "is a number alone: write {mean: 12.34}, in milliseconds; read are " + all());
    }
    for (Map.Entry<String, Document> field : value.object().entrySet()) {
      String name = field.getKey();
      if (!statistics.contains(name)) {
        throw field
            .getValue()
            .error(
                "unknown key '"
                    + Check.shown(name)
                    + "'"
                    + Check.didYouMean(name, statistics)
                    + ": by its keys the table is of "
                    + text
                    + ", which has "
                    + statistics
                    + Arrays.stream(values())
                        .filter(other -> other.statistics.contains(name))
                        .map(other -> " ('" + name + "' is of " + other.text + "'s)")
                        .findFirst()
                        .orElse("")
                    + "; read are "
                    + all());
      }
    }
    return value;
  }

  /** The dialects that are read, for messages. */
  static String all() {
    return Arrays.stream(values())
        .map(
            dialect ->
                dialect.text
                    + "'s with keys as "
                    + dialect.example
                    + " and "
                    + dialect.statistics
                    + " below")
        .collect(Collectors.joining("; ", "YAML or JSON tables of two dialects: ", ""));
  }

  /**
   * Reads a file of a table.
   *
   * @param reader how: {@link Document#read} or {@link Document#readLeniently}
   * @throws BadInputException as that, and naming the dialects where the content is no table at all
   */
  public static Document read(Path file, Function<Path, Document> reader) {
    try {
      Document document = reader.apply(file);
      document.object();
      return document;
    } catch (BadInputException e) {
      String place = e.place().orElseThrow(() -> e); // not the content, but the file as a whole
      throw BadInputException.of(place, e.problem() + "; read are " + all(), e);
    }
  }

  private static FeatureShape shape(Matcher m, int group) {
    return shape(number(m, group + 2), number(m, group), number(m, group + 1));
  }

  private static FeatureShape shape(int channels, int height, int width) {
    return Check.input(() -> new FeatureShape(channels, height, width));
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
