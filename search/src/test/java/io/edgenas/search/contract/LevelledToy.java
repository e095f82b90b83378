package io.edgenas.search.contract;

import io.edgenas.network.Arch;
import io.edgenas.search.LevelledMetric;
import io.edgenas.search.effort.Levels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * An accuracy that is counted on images: each is right with the chance that a function tells, and a
 * level is the first so many of them. Remembers what it was asked.
 */
public final class LevelledToy implements LevelledMetric {
  private final Levels levels;
  private final ToDoubleFunction<Arch> top1;
  private final List<Integer> asked = new ArrayList<>();
  private final Map<Arch, Integer> highest = new HashMap<>();

  /**
   * @param levels their efforts are images
   * @param top1 chance of an image to be judged right, 0 to 1
   */
  public LevelledToy(Levels levels, ToDoubleFunction<Arch> top1) {
    this.levels = levels;
    this.top1 = top1;
  }

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public String unit() {
    return "";
  }

  @Override
  public Levels levels() {
    return levels;
  }

  @Override
  public double[] values(List<Arch> archs, int level) {
    for (Arch arch : archs) {
      int before = highest.getOrDefault(arch, Levels.NONE);
      if (level != before + 1) {
        throw new IllegalStateException(arch + " at level " + level + " after " + before);
      }
      highest.put(arch, level);
      asked.add(levels.cost(before, level));
    }
    return archs.stream().mapToDouble(arch -> counted(arch, levels.effort(level))).toArray();
  }

  /** The images that an architecture gets right are its own, and the same at every level. */
  private double counted(Arch arch, int images) {
    SplittableRandom random = new SplittableRandom(arch.toString().hashCode());
    double chance = top1.applyAsDouble(arch);
    int right = 0;
    for (int i = 0; i < images; i++) {
      right += random.nextDouble() < chance ? 1 : 0;
    }
    return (double) right / images;
  }

  /** How many images were looked at, each once for an architecture. */
  public long images() {
    return asked.stream().mapToLong(cost -> cost).sum();
  }

  /** How many architectures were looked at. */
  public int architectures() {
    return highest.size();
  }
}
