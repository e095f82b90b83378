package io.edgenas.latency.lint;

import io.edgenas.network.ConvOp;
import io.edgenas.network.FeatureShape;
import io.edgenas.network.LinearOp;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Neighbouring rows: operations that differ in one thing, by one step of what the table holds: size
 * (pixels, or classes of the classifier), kernel, middle channels (the expand ratio), input or
 * output channels. Within a table of one resolution each, all but size are compared within the
 * resolution.
 */
final class Pairs {
  /**
   * The second does at least as much work as the first; more, unless they are the same operation.
   */
  record Pair(LintRow less, LintRow more) {
    boolean sameOperation() {
      return less.operation().equals(more.operation());
    }
  }

  /** Rows with equal {@code rest} are compared along {@code size}; null: it has no such size. */
  private record Place(Object rest, long size) {}

  private Pairs() {}

  /** All pairs, in a fixed order. */
  static List<Pair> of(List<LintRow> rows) {
    List<Pair> pairs = new ArrayList<>();
    for (Function<LintRow, Place> dimension :
        List.<Function<LintRow, Place>>of(
            Pairs::size, Pairs::kernel, Pairs::middle, Pairs::outChannels, Pairs::inChannels)) {
      Map<Object, TreeMap<Long, List<LintRow>>> groups = new HashMap<>();
      List<TreeMap<Long, List<LintRow>>> ordered = new ArrayList<>();
      for (LintRow row : rows) {
        Place place = dimension.apply(row);
        if (place != null) {
          groups
              .computeIfAbsent(
                  place.rest(),
                  rest -> {
                    TreeMap<Long, List<LintRow>> group = new TreeMap<>();
                    ordered.add(group);
                    return group;
                  })
              .computeIfAbsent(place.size(), size -> new ArrayList<>())
              .add(row);
        }
      }
      ordered.forEach(group -> addPairs(group.values(), pairs));
    }
    return pairs;
  }

  private static void addPairs(Collection<List<LintRow>> levels, List<Pair> pairs) {
    List<LintRow> before = List.of();
    for (List<LintRow> level : levels) {
      for (int i = 1; i < level.size(); i++) {
        Pair pair = new Pair(level.get(i - 1), level.get(i));
        if (pair.sameOperation()) {
          pairs.add(pair);
        }
      }
      for (LintRow less : before) {
        for (LintRow more : level) {
          if (notLess(less.operation(), more.operation())) {
            pairs.add(new Pair(less, more));
          }
        }
      }
      before = level;
    }
  }

  /** More input channels with fewer middle or output channels is not more work for certain. */
  private static boolean notLess(Operation less, Operation more) {
    return more.output().size() >= less.output().size()
        && (!(less instanceof MbConvOp a && more instanceof MbConvOp b)
            || b.middle() >= a.middle() && b.outChannels() >= a.outChannels());
  }

  private static Place size(LintRow row) {
    Operation op = row.operation();
    long size = op instanceof LinearOp linear ? linear.outChannels() : op.input().pixels();
    Object rest;
    if (op instanceof MbConvOp block) {
      rest =
          of(block, block.input().channels(), block.middle(), block.outChannels(), block.kernel());
    } else if (op instanceof ConvOp conv) {
      rest = of(conv, conv.input().channels(), conv.outChannels(), conv.kernel());
    } else {
      rest = List.of(op.getClass(), op.input().channels());
    }
    return new Place(rest, size);
  }

  private static Place kernel(LintRow row) {
    if (row.operation() instanceof MbConvOp block) {
      return new Place(
          of(block, block.input(), block.middle(), block.outChannels(), row.resolution()),
          block.kernel());
    }
    return row.operation() instanceof ConvOp conv
        ? new Place(of(conv, conv.input(), conv.outChannels(), row.resolution()), conv.kernel())
        : null;
  }

  private static Place middle(LintRow row) {
    return row.operation() instanceof MbConvOp block
        ? new Place(
            of(block, block.input(), block.outChannels(), block.kernel(), row.resolution()),
            block.middle())
        : null;
  }

  private static Place outChannels(LintRow row) {
    if (row.operation() instanceof MbConvOp block) {
      return new Place(
          of(block, block.input(), block.middle(), block.kernel(), row.resolution()),
          block.outChannels());
    }
    return row.operation() instanceof ConvOp conv
        ? new Place(of(conv, conv.input(), conv.kernel(), row.resolution()), conv.outChannels())
        : null;
  }

  private static Place inChannels(LintRow row) {
    if (!(row.operation() instanceof MbConvOp block)) {
      return null;
    }
    FeatureShape input = block.input();
    return new Place(
        of(
            block,
            input.height(),
            input.width(),
            Math.round((double) block.middle() / input.channels()),
            block.kernel(),
            block.shortcut(),
            row.resolution()),
        input.channels());
  }

  private static List<Object> of(MbConvOp block, Object... more) {
    List<Object> rest = new ArrayList<>(List.of(more));
    rest.addAll(
        List.of(block.stride(), block.activation(), block.squeezeExcite(), block.expansion()));
    return rest;
  }

  private static List<Object> of(ConvOp conv, Object... more) {
    List<Object> rest = new ArrayList<>(List.of(more));
    rest.addAll(List.of(conv.stride(), conv.groups(), conv.batchNorm(), conv.activation()));
    return rest;
  }
}
