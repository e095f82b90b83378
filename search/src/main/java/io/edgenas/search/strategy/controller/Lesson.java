package io.edgenas.search.strategy.controller;

import java.util.List;

/**
 * An architecture and what it is worth.
 *
 * @param choices the architecture: see {@link io.edgenas.search.strategy.part.DecisionCode#read}
 * @param reward in any unit; more is better
 */
record Lesson(List<Integer> choices, double reward) {
  Lesson {
    choices = List.copyOf(choices);
  }
}
