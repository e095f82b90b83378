package io.edgenas.search.strategy.evolution;

import io.edgenas.network.Arch;
import io.edgenas.search.SearchSession;
import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.stream.Stream;

/** The ways to make a child of two parents. */
enum Crossover {
  /** Each choice from either. */
  UNIFORM("uniform") {
    @Override
    Arch cross(SearchSession session, Arch a, Arch b) {
      return session.crossover(a, b);
    }
  },

  /** The first choices from one, the others from the other. */
  SINGLE_POINT("single-point") {
    @Override
    Arch cross(SearchSession session, Arch a, Arch b) {
      return session.singlePointCrossover(a, b);
    }
  };

  static final StrategyOption<String> OPTION =
      StrategyOption.word(
          "crossover",
          "choices from either parent, or the first from one and the rest from the other",
          UNIFORM.word,
          Stream.of(values()).map(crossover -> crossover.word).toList());

  private final String word;

  Crossover(String word) {
    this.word = word;
  }

  static Crossover of(OptionValues values) {
    String given = values.get(OPTION);
    return Stream.of(values()).filter(each -> each.word.equals(given)).findFirst().orElseThrow();
  }

  /** The child, which may break constraints. */
  abstract Arch cross(SearchSession session, Arch a, Arch b);
}
