package io.edgenas.search.strategy.guided;

import io.edgenas.search.strategy.guided.Knowledge.Evaluated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The best of each resolution, of those that were evaluated since the population was founded. */
final class Population {
  private final int size;
  private final Map<Integer, List<Evaluated>> islands = new TreeMap<>();

  /**
   * @param size most that parents are drawn from
   */
  Population(int size) {
    this.size = size;
  }

  void add(Collection<Evaluated> newcomers) {
    for (Evaluated each : newcomers) {
      islands.computeIfAbsent(each.resolution(), resolution -> new ArrayList<>()).add(each);
    }
    for (List<Evaluated> island : islands.values()) {
      island.sort(Evaluated.BEST_FIRST);
      if (island.size() > size) {
        island.subList(size, island.size()).clear();
      }
    }
  }

  /** The best of all. */
  List<Evaluated> parents() {
    return merged(size).stream().limit(size).toList();
  }

  /** The best of every resolution, whichever is ahead. */
  List<Evaluated> parentsOfAll() {
    return merged(Math.max(1, size / 4));
  }

  private List<Evaluated> merged(int each) {
    List<Evaluated> all = new ArrayList<>();
    islands
        .values()
        .forEach(island -> all.addAll(island.subList(0, Math.min(each, island.size()))));
    all.sort(Evaluated.BEST_FIRST);
    return all;
  }
}
