package io.edgenas.search.contract;

import io.edgenas.base.input.Document;
import io.edgenas.network.Arch;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.Constraint;
import io.edgenas.search.Metric;
import io.edgenas.search.SearchProblem;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.BlockChoice;
import io.edgenas.space.mbconv.MbConvFamily;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.StageChoice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Problems whose answers are known: cheap metrics with interactions, a space small enough to list.
 */
public final class Toy {
  /** 2 x 2 x (2 + 4) x (3 + 9) = 288 architectures, with an elastic width. */
  public static final MbConvSpace SMALL =
      new MbConvFamily()
          .read(
              Document.parse(
                  """
              schema: 1
              name: small
              stem: {width: 8, kernel: 3, stride: 2, activation: relu}
              stages:
                - {widths: [8, 16], depths: [1, 2], kernels: [3, 5], expands: [2], stride: 1, activation: relu, squeeze_excite: false}
                - {widths: [16], depths: [1, 2], kernels: [3], expands: [2, 3, 4], stride: 2, activation: relu, squeeze_excite: false}
              head: {expand_width: 32, activation: relu}
              resolutions: [12, 16]
              """,
                  "small.yaml"));

  private Toy() {}

  /** Rises with every choice, saturates, and has interactions that mislead a greedy search. */
  public static double top1(Arch arch) {
    double score = arch.resolution() / 40.0;
    int index = 0;
    for (StageChoice stage : ArchSpec.of(arch).stages()) {
      score += stage.width().orElse(0) / 50.0;
      int before = 3;
      for (BlockChoice block : stage.blocks()) {
        index++;
        double match = block.kernel() == before ? 0.15 : 0;
        score += 0.1 + match + 0.03 * block.expand() + 0.01 * ((block.kernel() * index) % 5);
        before = block.kernel() == 3 ? 5 : 3;
      }
    }
    return 1 - Math.exp(-score / 8);
  }

  /** Thousands of multiply-accumulates. */
  public static double kiloMacs(SearchSpace space, Arch arch) {
    return space.lower(Task.of(space, 2, 1), arch).macs() / 1000.0;
  }

  /** What the constraint of {@link #problem} on {@link #SMALL} counts. */
  public static ToDoubleFunction<Arch> smallCost() {
    return arch -> kiloMacs(SMALL, arch);
  }

  /** A budget in thousands of multiply-accumulates, or in whatever {@code value} counts. */
  public static Constraint limit(String name, double limit, ToDoubleFunction<Arch> value) {
    return Constraint.atMost(metric(name, value), limit);
  }

  /** A metric in thousands of multiply-accumulates, or in whatever {@code value} counts. */
  public static Metric metric(String name, ToDoubleFunction<Arch> value) {
    return new Metric() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String unit() {
        return "kMAC";
      }

      @Override
      public double[] values(List<Arch> archs) {
        return archs.stream().mapToDouble(value).toArray();
      }
    };
  }

  /** An accuracy that a function tells. */
  public static AccuracyMetric objective(ToDoubleFunction<Arch> top1) {
    return archs -> archs.stream().mapToDouble(top1).toArray();
  }

  /** The most accurate architecture within a budget of multiply-accumulates. */
  public static SearchProblem problem(SearchSpace space, double kiloMacs) {
    return new SearchProblem(
        space,
        space.resolutions(),
        objective(Toy::top1),
        List.of(limit("MACs", kiloMacs, arch -> kiloMacs(space, arch))));
  }

  /** {@link #problem} on the tiny space. */
  public static SearchProblem tiny(double kiloMacs) {
    return problem(TinySpace.SPACE, kiloMacs);
  }

  /** Every architecture of a small space, found by walking over neighbours. */
  public static Set<Arch> enumerate(SearchSpace space) {
    ArchVariation variation = new ArchVariation(space);
    Set<Arch> found = new LinkedHashSet<>(List.of(space.smallest()));
    Deque<Arch> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      for (Arch neighbour : variation.neighbours(open.remove())) {
        if (found.add(neighbour)) {
          open.add(neighbour);
        }
      }
    }
    return found;
  }
}
