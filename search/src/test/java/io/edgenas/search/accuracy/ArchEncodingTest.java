package io.edgenas.search.accuracy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.search.Metric;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.regression.ColumnGroup;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchEncodingTest {
  private static final Metric MACS = Toy.metric("MACs", Toy.smallCost());
  private static final List<Arch> ALL = List.copyOf(Toy.enumerate(Toy.SMALL));

  @Test
  void tellsEveryArchitectureFromEveryOther() {
    Set<String> rows = new HashSet<>();
    for (double[] row : new ArchEncoding(Toy.SMALL, List.of()).rows(ALL)) {
      rows.add(Arrays.toString(row));
    }
    assertEquals(ALL.size(), rows.size());
  }

  @Test
  void groupsCoverAllColumnsInOrder() {
    ArchEncoding encoding = new ArchEncoding(Toy.SMALL, List.of(MACS));
    int next = 0;
    for (ColumnGroup group : encoding.groups()) {
      assertEquals(next, group.from());
      next = group.to();
    }
    assertEquals(encoding.rows(ALL)[0].length, next);
    assertEquals(
        List.of(false, true, true),
        encoding.groups().stream().map(ColumnGroup::standardised).toList());
  }

  @Test
  void decisionsMayBeGroupsOfTheirOwn() {
    ArchEncoding encoding = ArchEncoding.separate(Toy.SMALL, List.of(MACS));
    int next = 0;
    for (ColumnGroup group : encoding.groups()) {
      assertEquals(next, group.from());
      next = group.to();
    }
    List<ColumnGroup> places =
        encoding.groups().stream().filter(group -> !group.standardised()).toList();
    assertTrue(places.size() > 1, "" + places);
    assertTrue(places.stream().allMatch(group -> group.siblings() == places.size()));
    double[][] together = new ArchEncoding(Toy.SMALL, List.of(MACS)).rows(ALL);
    assertTrue(Arrays.deepEquals(together, encoding.rows(ALL)));
  }

  @Test
  void placesAreZeroOrOneAndDescriptorsAreLogarithms() {
    ArchEncoding encoding = new ArchEncoding(Toy.SMALL, List.of(MACS));
    double[][] rows = encoding.rows(ALL);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < encoding.groups().get(0).to(); j++) {
        assertTrue(rows[i][j] == 0 || rows[i][j] == 1);
      }
      double[] logs = encoding.descriptorsOnly().apply(rows[i]);
      assertArrayEquals(
          new double[] {Math.log(Toy.smallCost().applyAsDouble(ALL.get(i)))}, logs, 1e-12);
    }
  }

  /** The answer is a function of the architecture alone. */
  @Test
  void companyDoesNotMatter() {
    ArchEncoding encoding = new ArchEncoding(Toy.SMALL, List.of(MACS));
    double[][] together = encoding.rows(ALL);
    for (int i = 0; i < together.length; i += 17) {
      assertArrayEquals(together[i], encoding.rows(List.of(ALL.get(i)))[0]);
    }
  }

  @Test
  void namesADescriptorThatHasNoLogarithm() {
    ArchEncoding encoding = new ArchEncoding(Toy.SMALL, List.of(Toy.metric("MACs", arch -> 0)));
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> encoding.rows(ALL.subList(0, 1)));
    assertTrue(e.getMessage().contains("descriptor MACs is 0.0 for r"), e.getMessage());
  }
}
