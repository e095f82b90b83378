package io.edgenas.search.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.network.Arch;
import io.edgenas.space.Axis;
import io.edgenas.space.DecisionSpace;
import io.edgenas.space.DecisionSpaceContract;
import io.edgenas.space.fixtures.ChainSpace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableSpaceTest extends DecisionSpaceContract {
  private static final TableSpace SPACE =
      new TableSpace(
          "small",
          List.of(16, 24, 32),
          List.of(
              TableDecision.amounts("depth1", List.of("12", "2", "4")),
              TableDecision.categories("op1", List.of("skip", "conv3x3~0")),
              TableDecision.categories("op2", List.of("skip", "conv-1", "none"))));

  @Override
  protected DecisionSpace space() {
    return SPACE;
  }

  @Override
  protected Arch foreign() {
    return ChainSpace.SPACE.largest();
  }

  @Test
  void ordersAmountsByValueAndTextsByTheAlphabet() {
    assertEquals("r16/2/conv3x3~0/conv-1", SPACE.smallest().toString());
    assertEquals("r32/12/skip/skip", SPACE.largest().toString());
  }

  @Test
  void decisionsOfOneKindShareQuantities() {
    List<Axis> axes = SPACE.decisions().stream().flatMap(d -> d.axes().stream()).toList();
    assertEquals(
        List.of(
            new Axis.Quantity("depth1", List.of(0.0, 0.2, 1.0)),
            new Axis.Quantity("all depth", List.of(0.0, 0.2, 1.0))),
        axes.get(1).quantities());
    assertEquals(List.of("op1=conv3x3~0", "op1=skip"), axes.get(2).labels());
    assertEquals(new Axis.Quantity("op skip", List.of(0.0, 1.0)), axes.get(2).quantities().get(1));
    assertEquals(
        new Axis.Quantity("op skip", List.of(0.0, 0.0, 1.0)), axes.get(3).quantities().get(2));
  }

  @Test
  void aTableWithoutResolutionsHasOneThatIsNoChoice() {
    TableSpace plain =
        new TableSpace("plain", List.of(TableDecision.categories("a", List.of("0", "1"))));
    assertEquals(2, plain.size().intValueExact());
    assertEquals("r32/0", plain.smallest().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "r20/2/skip/skip    | resolution 20 is not allowed: choose one of [16, 24, 32]",
        "r16/3/skip/skip    | depth1 3 is not allowed: choose one of [2, 4, 12]",
        "r16/2/skip         | r16/2/skip decides 2 things: space small has 3 decisions",
        "r16/2/skip/skip/   | decides 4 things",
        "16/2/skip/skip     | is no architecture of a table",
        "r16                | is no architecture of a table",
      })
  void refusesTextsAndSaysWhatIsAllowed(String text, String message) {
    BadInputException e = assertThrows(BadInputException.class, () -> SPACE.parse(text));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a,b", "a/b", "a\"", "a\u202eb"})
  void refusesValuesThatCannotStandInAnArchitecture(String value) {
    assertThrows(
        InvalidValueException.class, () -> TableDecision.categories("op", List.of(value, "other")));
  }

  @Test
  void refusesDecisionsThatAreNoneOrTooMany() {
    assertThrows(
        InvalidValueException.class, () -> TableDecision.categories("op", List.of("only")));
    assertThrows(
        InvalidValueException.class, () -> TableDecision.categories("op", List.of("a", "a")));
    assertThrows(
        InvalidValueException.class, () -> new TableDecision("op", List.of("a", "b"), true));
    assertThrows(InvalidValueException.class, () -> new TableSpace("none", List.of()));
    TableDecision twice = TableDecision.categories("op", List.of("a", "b"));
    assertThrows(InvalidValueException.class, () -> new TableSpace("twins", List.of(twice, twice)));
  }
}
