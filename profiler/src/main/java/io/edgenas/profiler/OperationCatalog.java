package io.edgenas.profiler;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.network.Lowering;
import io.edgenas.network.Operation;
import io.edgenas.network.SpaceOperations;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.StageSpec;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The distinct operations of a space at some of its resolutions: what a profile has to measure.
 *
 * <p>They come from lowering a set of architectures that covers every combination of an operation's
 * choices (input width, output width, kernel, expand ratio, first or later block), so none is
 * missing and none is unreachable. The stem is there for 1 and 3 image channels and the classifier
 * for {@link #CLASSES}, so that one profile serves every task.
 *
 * <p>The order serves a run that is cut short: resolution by resolution, the ends before the
 * middle, so that early on a whole resolution is covered; within one, stem and classifier, then
 * stage after stage in turn.
 *
 * @param resolutions in the order of measuring
 * @param operations distinct, in the order of measuring
 */
public record OperationCatalog(List<Integer> resolutions, List<Operation> operations) {
  /** Numbers of classes that the classifier is measured for. */
  public static final List<Integer> CLASSES = List.of(2, 10, 100, 1_000);

  /** Numbers of image channels that the stem is measured for. */
  public static final List<Integer> CHANNELS = List.of(3, 1);

  /** Resolutions that are measured unless others are asked for; the model interpolates between. */
  public static final int DEFAULT_RESOLUTIONS = 5;

  private static final long MAX_OPERATIONS = 50_000;

  public OperationCatalog {
    resolutions = List.copyOf(resolutions);
    operations = List.copyOf(operations);
  }

  /**
   * The operations of {@code space} at {@code resolutions}.
   *
   * @throws BadInputException if the space does not have one of the resolutions, or so many
   *     operations that measuring them is out of reach
   */
  public static OperationCatalog of(SearchSpace space, List<Integer> resolutions) {
    Set<Integer> distinct = new TreeSet<>(resolutions);
    if (distinct.isEmpty()) {
      throw new BadInputException(
          "no resolution to measure: choose some of " + space.resolutions());
    }
    for (int resolution : distinct) {
      Check.oneOf("resolution", resolution, space.resolutions());
    }
    long bound = blocksPerResolution(space) * distinct.size();
    if (bound > MAX_OPERATIONS) {
      throw new BadInputException(
          "space "
              + space.name()
              + " has up to "
              + bound
              + " operations at "
              + distinct.size()
              + " resolutions: at most "
              + MAX_OPERATIONS
              + " are measured; choose fewer resolutions");
    }
    List<Integer> ordered = endsFirst(List.copyOf(distinct));
    Set<Operation> operations = new LinkedHashSet<>();
    for (int resolution : ordered) {
      addOperations(space, resolution, operations);
    }
    return new OperationCatalog(ordered, List.copyOf(operations));
  }

  /** Up to {@code count} of the space's resolutions, evenly spread, both ends among them. */
  public static List<Integer> spread(SearchSpace space, int count) {
    Check.range("number of resolutions", count, 1, Integer.MAX_VALUE);
    List<Integer> all = space.resolutions();
    if (all.size() <= count) {
      return all;
    }
    if (count == 1) {
      return List.of(all.get(all.size() - 1));
    }
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(all.get((int) Math.rint((double) i * (all.size() - 1) / (count - 1))));
    }
    return chosen;
  }

  private static long blocksPerResolution(SearchSpace space) {
    long count = 0;
    int inputWidths = 1;
    for (StageSpec stage : space.stages()) {
      long choices = (long) stage.kernels().size() * stage.expands().size();
      count += choices * stage.widths().size() * (inputWidths + 1);
      inputWidths = stage.widths().size();
    }
    return count;
  }

  /** The largest, the smallest, then always the middle of the widest gap. */
  private static List<Integer> endsFirst(List<Integer> ascending) {
    List<Integer> rest = new ArrayList<>(ascending);
    List<Integer> ordered = new ArrayList<>();
    ordered.add(rest.remove(rest.size() - 1));
    while (!rest.isEmpty()) {
      Integer farthest =
          Collections.max(
              rest,
              (a, b) ->
                  a.equals(b) ? 0 : Integer.compare(distance(a, ordered), distance(b, ordered)));
      ordered.add(farthest);
      rest.remove(farthest);
    }
    return ordered;
  }

  private static int distance(int value, List<Integer> others) {
    return others.stream().mapToInt(other -> Math.abs(other - value)).min().orElseThrow();
  }

  private static void addOperations(SearchSpace space, int resolution, Set<Operation> operations) {
    Task usual = Task.of(space, CLASSES.get(CLASSES.size() - 1), CHANNELS.get(0));
    List<ArchSpec> covering = SpaceOperations.covering(space, resolution);
    // Stem and classifier first: they are few, and no network does without them.
    for (int channels : CHANNELS) {
      addAll(space, Task.of(space, usual.classes(), channels), covering.get(0), operations);
    }
    for (int classes : CLASSES) {
      addAll(space, Task.of(space, classes, usual.channels()), covering.get(0), operations);
    }
    for (ArchSpec arch : covering) {
      addAll(space, usual, arch, operations);
    }
  }

  private static void addAll(
      SearchSpace space, Task task, ArchSpec arch, Set<Operation> operations) {
    operations.addAll(Lowering.lower(space, task, arch).operations());
  }
}
