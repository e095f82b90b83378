package io.edgenas.search.strategy.halving;

import io.edgenas.network.Arch;
import io.edgenas.search.Draft;
import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import io.edgenas.search.effort.Levels;
import io.edgenas.search.strategy.part.DecisionCode;
import io.edgenas.search.strategy.tpe.ParzenModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who takes part: everything seen so far, and those drawn for the next bracket. They are drawn as
 * BOHB does (Falkner, Klein and Hutter, BOHB: Robust and Efficient Hyperparameter Optimization at
 * Scale, 2018): a share at random, the others from a model of the highest level that enough are
 * known at. The draws of a bracket are ranked together, and a share of {@value #GOOD_SHARE} counts
 * as good, as for {@code tpe}.
 */
final class Field {
  private static final double GOOD_SHARE = 0.15;
  private static final int DRAWS = 24;
  private static final int TRIES = 3;

  private record Drawn(Arch arch, double promise) {}

  private final SearchSession session;
  private final DecisionCode code;
  private final double strangers;
  private final List<Measured> seen = new ArrayList<>();

  /**
   * @param strangers share that is drawn at random, 0 to 1
   */
  Field(SearchSession session, double strangers) {
    this.session = session;
    this.code = new DecisionCode(session.problem());
    this.strangers = strangers;
    seen.addAll(session.measure(List.of(session.start().arch())));
  }

  /** Draws up to so many that keep the constraints and that nobody has looked at. */
  Set<Measured> draw(int count) {
    Set<Measured> drawn = new LinkedHashSet<>();
    if (at(0).size() >= leastKnown()) {
      drawLikeTheGood(count - (int) Math.round(strangers * count), drawn);
    }
    for (int tries = 0; tries < TRIES && drawn.size() < count; tries++) {
      unseen(session.strangers(count - drawn.size())).forEach(drawn::add);
    }
    seen.addAll(drawn);
    return drawn;
  }

  private void drawLikeTheGood(int count, Set<Measured> drawn) {
    List<Arch> known = bestFirst();
    int goods = (int) Math.ceil(GOOD_SHARE * known.size());
    ParzenModel model = ParzenModel.of(code, known.stream().map(code::read).toList(), goods);
    List<Arch> draws =
        Stream.generate(() -> model.draw(session.random()))
            .limit((long) count * DRAWS)
            .map(arch -> new Drawn(arch, model.promise(arch)))
            .sorted(Comparator.comparingDouble(each -> -each.promise))
            .map(Drawn::arch)
            .toList();
    unseen(session.measure(draws)).stream().limit(count).forEach(drawn::add);
    unseen(
            session.fresh(
                count - drawn.size(),
                () -> {
                  Arch anchor = known.get(session.random().nextInt(goods));
                  return new Draft(model.draw(session.random()), anchor);
                }))
        .forEach(drawn::add);
  }

  /** Those known at the highest level that enough are known at. */
  private List<Arch> bestFirst() {
    int level = session.levels().last();
    while (level > 0 && at(level).size() < leastKnown()) {
      level--;
    }
    int at = level;
    return at(at).stream()
        .sorted(Comparator.comparingDouble(each -> -each.curve().get(at)))
        .map(Measured::arch)
        .toList();
  }

  private List<Measured> at(int level) {
    return seen.stream().filter(each -> each.level() >= level).toList();
  }

  /** As BOHB asks for: one more than there is to choose, and one that is not good. */
  private int leastKnown() {
    return code.decisions().size() + 2;
  }

  private static List<Measured> unseen(Collection<Measured> measured) {
    return measured.stream()
        .distinct()
        .filter(each -> each.fresh() && each.level() == Levels.NONE)
        .toList();
  }

  /** Those that were seen and not evaluated. */
  List<Measured> leftBehind() {
    return seen.stream().filter(each -> each.fresh() && each.level() > Levels.NONE).toList();
  }
}
