package io.edgenas.search.strategy.tpe;

import io.edgenas.network.Arch;
import io.edgenas.search.strategy.part.DecisionCode;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What good architectures look like, and what the others do: two densities. Where their ratio is
 * large, the expected improvement is (Bergstra et al., 2011, section 4.1).
 */
public final class ParzenModel {
  private final DecisionCode code;
  private final ArchDensity good;
  private final ArchDensity bad;

  private ParzenModel(DecisionCode code, ArchDensity good, ArchDensity bad) {
    this.code = code;
    this.good = good;
    this.bad = bad;
  }

  /**
   * Learns from architectures.
   *
   * @param bestFirst as the code reads them
   * @param goods how many of them count as good
   */
  public static ParzenModel of(DecisionCode code, List<List<Integer>> bestFirst, int goods) {
    return new ParzenModel(
        code,
        new ArchDensity(code.decisions(), bestFirst.subList(0, goods)),
        new ArchDensity(code.decisions(), bestFirst.subList(goods, bestFirst.size())));
  }

  /** Draws an architecture like the good ones; it may break constraints. */
  public Arch draw(RandomGenerator random) {
    return code.make(decision -> good.draw(decision, random));
  }

  /** By how much an architecture is likelier among the good ones, as a logarithm. */
  public double promise(Arch arch) {
    List<Integer> choices = code.read(arch);
    return good.log(choices) - bad.log(choices);
  }
}
