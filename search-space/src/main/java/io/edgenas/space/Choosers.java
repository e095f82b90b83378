package io.edgenas.space;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/** Choosers that need no architecture to start from. */
public final class Choosers {
  private Choosers() {}

  /** The first choice everywhere. */
  public static Chooser smallest() {
    return places(axis -> 0);
  }

  /** The last choice everywhere. */
  public static Chooser largest() {
    return places(axis -> axis.size() - 1);
  }

  /** The middle of every axis. */
  public static Chooser middle() {
    return places(axis -> axis.size() / 2);
  }

  /** Draws a place on every axis uniformly; what is fixed spends nothing of the generator. */
  public static Chooser random(RandomGenerator random) {
    return places(axis -> random.nextInt(axis.size()));
  }

  /**
   * Answers the decisions of a space with those of a narrower one: of the same decisions, by name,
   * with fewer choices.
   *
   * @param chooser is asked the narrower decisions
   */
  public static Chooser narrowed(DecisionSpace narrower, Chooser chooser) {
    Map<String, Decision<?>> narrow = new HashMap<>();
    narrower.decisions().forEach(decision -> narrow.put(decision.name(), decision));
    return new Chooser() {
      @Override
      public <T> T choose(Decision<T> decision) {
        Object choice = chooser.choose(narrow.get(decision.name()));
        return decision.choices().get(decision.choices().indexOf(choice));
      }
    };
  }

  /**
   * Takes a place on every axis.
   *
   * @param place a place on an axis, from 0 to below its size
   */
  static Chooser places(ToIntFunction<Axis> place) {
    return new Chooser() {
      @Override
      public <T> T choose(Decision<T> decision) {
        return decision.pick(place);
      }
    };
  }
}
