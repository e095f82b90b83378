package io.edgenas.search.effort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.value.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Levels THIRDS = new Levels(List.of(1, 2, 3));

  @Test
  void thirdsAddUpToEvaluations() {
    Ledger ledger = new Ledger(THIRDS, 1_000);
    for (int i = 0; i < 3_000; i++) {
      assertTrue(ledger.pay(Levels.NONE, 0));
    }
    assertEquals(1_000, ledger.spent());
    assertEquals(0, ledger.left());
    assertFalse(ledger.pay(Levels.NONE, 0));
  }

  @Test
  void goingOnCostsTheDifference() {
    Ledger ledger = new Ledger(THIRDS, 2);
    assertTrue(ledger.pay(Levels.NONE, 0));
    assertEquals(1, ledger.wholes());
    assertTrue(ledger.pay(0, 2));
    assertEquals(1, ledger.spent());
  }

  @Test
  void whatIsTooDearIsNotPaidAtAll() {
    Ledger ledger = new Ledger(THIRDS, 1);
    assertTrue(ledger.pay(Levels.NONE, 0));
    assertFalse(ledger.pay(Levels.NONE, 2));
    assertEquals(1.0 / 3, ledger.spent());
    assertEquals(2.0 / 3, ledger.left());
  }

  @Test
  void refusesEffortsThatDoNotAscend() {
    for (List<Integer> efforts : List.of(List.<Integer>of(), List.of(0, 1), List.of(2, 2))) {
      InvalidValueException e =
          assertThrows(InvalidValueException.class, () -> new Levels(efforts));
      assertTrue(e.getMessage().startsWith("efforts " + efforts), e.getMessage());
    }
  }
}
