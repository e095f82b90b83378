package io.edgenas.base.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BadInputExceptionTest {
  private static final String SENTENCE = "a.pt has no data.pkl";

  private static void assertSays(String place, String problem, BadInputException e) {
    assertEquals(Optional.of(place), e.place());
    assertEquals(problem, e.problem());
    assertEquals(place + ": " + problem, e.getMessage());
  }

  @Test
  void hasNoPlaceUntilSomebodyKnowsIt() {
    BadInputException unplaced = new BadInputException("width 9 is not allowed: 1 to 8");
    assertEquals(Optional.empty(), unplaced.place());
    assertEquals(unplaced.getMessage(), unplaced.problem());
    BadInputException placed = unplaced.at("a.yaml:3: widths");
    assertSays("a.yaml:3: widths", "width 9 is not allowed: 1 to 8", placed);
    assertSame(unplaced, placed.getCause());
  }

  @Test
  void keepsThePlaceOnce() {
    BadInputException e = BadInputException.of("runs/samples.csv:3", "is cut off");
    assertSame(e, e.at("runs/samples.csv:3"));
    assertSame(e, e.at("runs/samples.csv"));
    assertSame(e, e.at("runs"));
  }

  @Test
  void putsAnOuterPlaceInFront() {
    BadInputException e = BadInputException.of("data.csv:3", "is cut off");
    assertSays("plan.yaml:7: data: data.csv:3", "is cut off", e.at("plan.yaml:7: data"));
    assertSays(
        "runs: plan.yaml:7: data: data.csv:3",
        "is cut off",
        e.at("plan.yaml:7: data").at("runs").at("runs"));
  }

  @Test
  void aPlaceIsNotInOneWhoseNameItBeginsWith() {
    BadInputException e = BadInputException.of("data.csv.bak:3", "is cut off");
    assertFalse(e.isIn("data.csv"));
    assertFalse(new BadInputException("data.csv: is cut off").isIn("data.csv"));
    assertTrue(e.isIn("data.csv.bak"));
  }

  @Test
  void aSentenceAboutItsFileStaysAsItIs() {
    BadInputException e = BadInputException.naming("a.pt", SENTENCE);
    assertEquals(SENTENCE, e.getMessage());
    assertEquals(SENTENCE, e.problem());
    assertEquals(Optional.of("a.pt"), e.place());
    assertSame(e, e.at("a.pt"));
    assertSays("import", SENTENCE, e.at("import"));
  }
}
