package io.edgenas.profiler;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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
 * @param imageOperations those of them that take the image
 */
public record OperationCatalog(
    List<Integer> resolutions, List<Operation> operations, Set<Operation> imageOperations) {
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
    imageOperations = Set.copyOf(imageOperations);
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
    long bound = space.mostOperations() * distinct.size();
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
    Set<Operation> imageOperations = new HashSet<>();
    for (int resolution : ordered) {
      for (Network network : networks(space, resolution)) {
        operations.addAll(network.operations());
        imageOperations.add(network.operations().get(0));
      }
    }
    return new OperationCatalog(ordered, List.copyOf(operations), imageOperations);
  }

  /**
   * Returns up to {@code count} of the space's resolutions, evenly spread, both ends among them.
   */
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

  /** Networks that have all operations of a resolution, in the order in which those are wanted. */
  private static List<Network> networks(SearchSpace space, int resolution) {
    Task usual = Task.of(space, CLASSES.get(CLASSES.size() - 1), CHANNELS.get(0));
    List<Arch> covering = space.covering(resolution);
    List<Network> networks = new ArrayList<>();
    // Stem and classifier first: they are few, and no network does without them.
    for (int channels : CHANNELS) {
      Task task = Task.of(space, usual.classes(), channels);
      networks.add(space.lower(task, covering.get(0)));
    }
    for (int classes : CLASSES) {
      Task task = Task.of(space, classes, usual.channels());
      networks.add(space.lower(task, covering.get(0)));
    }
    for (Arch arch : covering) {
      networks.add(space.lower(usual, arch));
    }
    return networks;
  }
}
