package io.edgenas.space.cell;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.network.Site.Part;
import io.edgenas.space.Axis;
import io.edgenas.space.Axis.Quantity;
import io.edgenas.space.Chooser;
import io.edgenas.space.CostLimits;
import io.edgenas.space.Decision;
import io.edgenas.space.Limits;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Networks of equal cells, as in NAS-Bench-201 (Dong and Yang, ICLR 2020, figure 1): a stem
 * (convolution of 3x3, batch norm), stages of cells with a residual block of stride 2 between them,
 * then batch norm, ReLU, global average pool and classifier. Six decisions say what the edges of
 * the cell do; all cells of a network are alike.
 *
 * <p>A network that is lowered has only what its output depends on. The published counts of
 * parameters have the edges that lead nowhere, too: {@link #publishedParams} gives those.
 */
public final class CellSpace implements SearchSpace {

  private final String name;
  private final List<Integer> widths;
  private final int cells;
  private final List<CellOperation> operations;
  private final List<Integer> resolutions;
  private final List<Decision<?>> decisions;

  /**
   * @param widths channels of each stage; the first is the stem's
   * @param cells in each stage
   * @param operations that an edge may have, the cheapest first
   * @param resolutions ascending, multiples of {@code 2^(stages - 1)}
   * @throws InvalidValueException naming what is out of range
   */
  CellSpace(
      String name,
      List<Integer> widths,
      int cells,
      List<CellOperation> operations,
      List<Integer> resolutions) {
    this.name = SpaceIdentity.requireName(name);
    Require.range("number of stages", widths.size(), 1, Limits.MAX_STAGES);
    widths.forEach(width -> Require.range("width", width, 1, Limits.MAX_WIDTH));
    Require.range("cells in a stage", cells, 1, Limits.MAX_DEPTH);
    Require.range("number of operations", operations.size(), 1, CellOperation.values().length);
    requireAscending("operation", operations);
    requireAscending("resolution", resolutions);
    for (int resolution : resolutions) {
      Require.range("resolution", resolution, Limits.MIN_RESOLUTION, Limits.MAX_RESOLUTION);
      int step = 1 << (widths.size() - 1);
      if (resolution % step != 0) {
        throw new InvalidValueException(
            "resolution "
                + resolution
                + " is not allowed: a multiple of "
                + step
                + ", because every stage but the first halves it");
      }
    }
    this.widths = List.copyOf(widths);
    this.cells = cells;
    this.operations = List.copyOf(operations);
    this.resolutions = List.copyOf(resolutions);
    requireCost();
    this.decisions = decide(this.operations, this.resolutions);
  }

  /** Bounds the cost as if all edges were convolutions of 3x3, with images of three channels. */
  private void requireCost() {
    CostLimits limits = new CostLimits();
    long side = resolutions.get(resolutions.size() - 1);
    long before = 3;
    for (int stage = 0; stage < widths.size(); stage++) {
      long width = widths.get(stage);
      side = stage == 0 ? side : side / 2;
      long into = 9 * before * width + (stage == 0 ? 0 : 9 * width * width);
      long edge = 9 * width * width;
      String part = "widths[" + stage + "]";
      limits.add(part, into, into * side * side, width * side * side);
      for (int cell = 0; cell < cells; cell++) {
        limits.add(
            part + " (cells)",
            CellArch.EDGES * edge,
            CellArch.EDGES * edge * side * side,
            width * side * side);
      }
      before = width;
    }
  }

  private static <T extends Comparable<T>> void requireAscending(String what, List<T> values) {
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i - 1).compareTo(values.get(i)) >= 0) {
        throw new InvalidValueException(
            what + "s " + values + " are not allowed: each once, in ascending order");
      }
    }
    if (values.isEmpty()) {
      throw new InvalidValueException("no " + what + " is given: at least one is needed");
    }
  }

  private static List<Decision<?>> decide(
      List<CellOperation> operations, List<Integer> resolutions) {
    List<Decision<?>> decisions = new ArrayList<>();
    decisions.add(Decision.resolution(resolutions));
    List<String> texts = operations.stream().map(CellOperation::text).toList();
    for (int to = 1; to < CellArch.NODES; to++) {
      for (int from = 0; from < to; from++) {
        int index = CellArch.index(from, to);
        String edge = "edge" + from + to;
        decisions.add(
            Decision.of(
                edge,
                operations,
                List.of(Axis.of(edge + ".", texts, counts(operations))),
                arch -> Optional.of(((CellArch) arch).edges().get(index))));
      }
    }
    return List.copyOf(decisions);
  }

  /** How many edges do each of the things that do something. */
  private static Quantity[] counts(List<CellOperation> operations) {
    return operations.stream()
        .filter(counted -> counted != CellOperation.NONE)
        .map(
            counted ->
                new Quantity(
                    counted.text(),
                    operations.stream().map(each -> each == counted ? 1.0 : 0.0).toList()))
        .toArray(Quantity[]::new);
  }

  /**
   * Reads a space.
   *
   * @throws BadInputException naming file, line, field, value and what is allowed
   */
  static CellSpace read(Document document) {
    document.allowKeys("schema", "family", "name", "widths", "cells", "operations", "resolutions");
    document.schema(SCHEMA);
    Document name = document.required("name");
    Document operations = document.required("operations");
    return document.make(
        () ->
            new CellSpace(
                name.text(),
                document.required("widths").integers(Limits.MAX_STAGES, 1, Limits.MAX_WIDTH),
                document.required("cells").integer(1, Limits.MAX_DEPTH),
                operations.list(CellOperation.values().length).stream()
                    .map(one -> one.make(() -> CellOperation.parse(one.text())))
                    .toList(),
                document
                    .required("resolutions")
                    .integers(
                        Limits.MAX_RESOLUTIONS, Limits.MIN_RESOLUTION, Limits.MAX_RESOLUTION)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String family() {
    return CellFamily.NAME;
  }

  @Override
  public List<Integer> resolutions() {
    return resolutions;
  }

  /** Channels of each stage. */
  List<Integer> widths() {
    return widths;
  }

  /** Number of cells in each stage. */
  int cells() {
    return cells;
  }

  @Override
  public CellSpace withResolutions(List<Integer> ascending) {
    return new CellSpace(name, widths, cells, operations, ascending);
  }

  @Override
  public List<Decision<?>> decisions() {
    return decisions;
  }

  @Override
  public CellArch build(Chooser chooser) {
    int resolution = (Integer) chooser.choose(decisions.get(0));
    List<CellOperation> edges = new ArrayList<>();
    for (Decision<?> edge : decisions.subList(1, decisions.size())) {
      edges.add((CellOperation) chooser.choose(edge));
    }
    return new CellArch(resolution, edges);
  }

  @Override
  public BigInteger size() {
    return BigInteger.valueOf(operations.size())
        .pow(CellArch.EDGES)
        .multiply(BigInteger.valueOf(resolutions.size()));
  }

  @Override
  public CellArch check(Arch arch) {
    if (!(arch instanceof CellArch cell)) {
      throw new IllegalArgumentException(
          "architecture " + arch + " is not of the family " + family() + " of space " + name);
    }
    Check.oneOf("resolution", cell.resolution(), resolutions);
    for (CellOperation operation : cell.edges()) {
      if (!operations.contains(operation)) {
        throw new BadInputException(
            "operation '"
                + operation.text()
                + "' is not allowed in space "
                + name
                + ": choose one of "
                + operations.stream().map(CellOperation::text).toList());
      }
    }
    return cell;
  }

  @Override
  public CellArch parse(String text) {
    return check(CellArch.parse(text));
  }

  @Override
  public Network lower(Task task, Arch arch) {
    return CellLowering.lower(this, task, check(arch));
  }

  /**
   * Counts the parameters of an architecture as NAS-Bench-201 publishes them: all six edges of
   * every cell, whether or not anything depends on them, and the last batch norm as scale and
   * offset alone.
   *
   * @throws BadInputException if the space does not allow the architecture
   */
  public long publishedParams(Task task, Arch arch) {
    CellArch cell = check(arch);
    long params = 9L * task.channels() * widths.get(0) + 2L * widths.get(0);
    for (int stage = 0; stage < widths.size(); stage++) {
      long width = widths.get(stage);
      for (CellOperation edge : cell.edges()) {
        long kernel = edge.kernel();
        params += kernel == 0 ? 0 : cells * (width * width * kernel * kernel + 2 * width);
      }
      if (stage > 0) {
        long before = widths.get(stage - 1);
        params += 9 * before * width + 9 * width * width + 4 * width + before * width;
      }
    }
    long last = widths.get(widths.size() - 1);
    return params + 2 * last + last * task.classes() + task.classes();
  }

  /** One cell of each operation on all edges, the dearest first. */
  @Override
  public List<Arch> covering(int resolution) {
    Check.oneOf("resolution", resolution, resolutions);
    return IntStream.range(0, operations.size())
        .map(i -> operations.size() - 1 - i)
        .<Arch>mapToObj(
            i -> new CellArch(resolution, Collections.nCopies(CellArch.EDGES, operations.get(i))))
        .toList();
  }

  /** Two convolutions, pool, two sums, ReLU and zeros in a stage; six more in a residual block. */
  @Override
  public long mostOperations() {
    return 7L * widths.size() + 6L * (widths.size() - 1);
  }

  /** Remembers cells: they are counted at the smallest resolution and grow with the pixels. */
  @Override
  public ToLongFunction<Arch> stageMacs() {
    Task task = Task.of(this, 2, 1);
    long smallest = resolutions.get(0);
    Map<CellArch, Long> known = new ConcurrentHashMap<>();
    return arch -> {
      long resolution = arch.resolution();
      long macs =
          known.computeIfAbsent(
              check(arch).withResolution((int) smallest), cell -> body(task, cell));
      return macs * resolution * resolution / (smallest * smallest);
    };
  }

  private long body(Task task, CellArch cell) {
    return lower(task, cell).layers().stream()
        .filter(layer -> layer.site().part() == Part.BODY)
        .mapToLong(layer -> layer.operation().macs())
        .sum();
  }

  @Override
  public List<String> details() {
    return List.of(
        "stages       " + widths.size() + " of " + cells + " cells, " + widths + " channels",
        "edges        "
            + CellArch.EDGES
            + ", each one of "
            + operations.stream().map(CellOperation::text).toList());
  }

  @Override
  public Map<String, Object> canonicalForm() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("family", family());
    json.put("widths", widths);
    json.put("cells", cells);
    json.put("operations", operations.stream().map(CellOperation::text).toList());
    json.put("resolutions", resolutions);
    return json;
  }

  /** Spaces are equal if their files are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CellSpace space && toJson().equals(space.toJson());
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
