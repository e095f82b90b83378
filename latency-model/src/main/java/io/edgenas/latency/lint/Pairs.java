package io.edgenas.latency.lint;

import io.edgenas.latency.lint.Places.Dimension;
import io.edgenas.latency.lint.Places.Place;
import io.edgenas.operation.ActivationOp;
import io.edgenas.operation.AddOp;
import io.edgenas.operation.AveragePoolOp;
import io.edgenas.operation.Cases;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.Operation;
import io.edgenas.operation.PoolOp;
import io.edgenas.operation.ZeroOp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Neighbouring rows: operations that differ in one {@link Dimension}, by one step of what the table
 * holds. Within a table of one resolution each, all but size are compared within the resolution.
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

  private Pairs() {}

  /** All pairs, in a fixed order. */
  static List<Pair> of(List<LintRow> rows) {
    List<Map<Dimension, Place>> places = rows.stream().map(Places::of).toList();
    List<Pair> pairs = new ArrayList<>();
    for (Dimension dimension : Dimension.values()) {
      Map<Object, TreeMap<Long, List<LintRow>>> groups = new HashMap<>();
      List<TreeMap<Long, List<LintRow>>> ordered = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        Place place = places.get(i).get(dimension);
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
              .add(rows.get(i));
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
    int[] fewer = less.on(Widths.OF);
    int[] wider = more.on(Widths.OF);
    for (int i = 0; i < fewer.length; i++) {
      if (wider[i] < fewer[i]) {
        return false;
      }
    }
    return more.output().size() >= less.output().size();
  }

  /** Channels beside the input's of which more is more work; as many for all rows of a group. */
  private static final class Widths implements Cases<int[]> {
    static final Widths OF = new Widths();

    @Override
    public int[] conv(ConvOp conv) {
      return new int[0];
    }

    @Override
    public int[] mbConv(MbConvOp block) {
      return new int[] {block.middle(), block.outChannels()};
    }

    @Override
    public int[] pool(PoolOp pool) {
      return new int[0];
    }

    @Override
    public int[] averagePool(AveragePoolOp pool) {
      return new int[0];
    }

    @Override
    public int[] add(AddOp add) {
      return new int[0];
    }

    @Override
    public int[] activation(ActivationOp activation) {
      return new int[0];
    }

    @Override
    public int[] zero(ZeroOp zero) {
      return new int[0];
    }

    @Override
    public int[] linear(LinearOp linear) {
      return new int[0];
    }
  }
}
