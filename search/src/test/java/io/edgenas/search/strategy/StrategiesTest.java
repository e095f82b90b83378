package io.edgenas.search.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.strategy.evolution.EvolutionarySearch;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategiesTest {
  static List<StrategyKind> kinds() {
    return Strategies.BUILT_IN.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void areFoundByTheNameThatTheirResultsHave(StrategyKind kind) {
    assertEquals(kind, Strategies.BUILT_IN.named(kind.name()));
    assertEquals(kind.name(), kind.make(Map.of()).name());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void defaultsThatAreGivenChangeNothing(StrategyKind kind) {
    Map<String, String> defaults =
        kind.options().stream()
            .collect(Collectors.toMap(StrategyOption::name, o -> o.defaultValue().toString()));
    SearchBudget budget = new SearchBudget(250);
    assertEquals(
        kind.make(Map.of()).search(Toy.tiny(150), budget, 1),
        kind.make(defaults).search(Toy.tiny(150), budget, 1));
  }

  @Test
  void refusesANameThatIsNone() {
    assertRefused(
        () -> Strategies.BUILT_IN.named("evolutionari"),
        "unknown strategy 'evolutionari' (did you mean evolutionary?)",
        "[guided, evolutionary, ");
  }

  @Test
  void refusesAnOptionThatIsNone() {
    assertRefused(
        () -> EvolutionarySearch.KIND.make(Map.of("populations", "9")),
        "evolutionary has no option 'populations' (did you mean population?)",
        "climb-ratio]");
    assertRefused(
        () -> RandomSearch.KIND.make(Map.of("population", "9")),
        "random has no option 'population': it has none at all");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "10001", "9.5", "many", "", "NaN", "99999999999"})
  void refusesWhatIsNoWholeNumberInTheRange(String value) {
    assertRefused(
        () -> EvolutionarySearch.KIND.make(Map.of("population", value)),
        "option population '" + value + "' is not allowed",
        "a whole number from 4 to 10000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.1", "half", "NaN", "Infinity"})
  void refusesWhatIsNoNumberInTheRange(String value) {
    assertRefused(
        () -> EvolutionarySearch.KIND.make(Map.of("climb-ratio", value)),
        "option climb-ratio '" + value + "' is not allowed",
        "a number from 0 to 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two-point", "Uniform", ""})
  void refusesWhatIsNoneOfTheWords(String value) {
    assertRefused(
        () -> EvolutionarySearch.KIND.make(Map.of("crossover", value)),
        "option crossover '" + value + "' is not allowed",
        "one of uniform, single-point");
  }

  @Test
  void refusesADefaultThatIsNotAllowed() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> StrategyOption.whole("size", "size", 0, 1, 2));
    assertTrue(e.getMessage().contains("default of option size is 0"), e.getMessage());
  }

  @Test
  void refusesTwoOfOneName() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Strategies(List.of(RandomSearch.KIND, RandomSearch.KIND)));
    assertTrue(e.getMessage().contains("[random, random]"), e.getMessage());
  }

  private static void assertRefused(Runnable attempt, String... parts) {
    BadInputException e = assertThrows(BadInputException.class, attempt::run);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }
}
