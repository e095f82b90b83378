package io.edgenas.base.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingTableTest {
  private record Point(int x, double y) {}

  /** Points that may repeat where they have no key. */
  private record Points(boolean keyed) implements RowFormat<Point> {
    @Override
    public String fileName() {
      return "points.csv";
    }

    @Override
    public List<String> columns() {
      return List.of("x", "y");
    }

    @Override
    public List<String> cells(Point point) {
      return List.of(Integer.toString(point.x()), Double.toString(point.y()));
    }

    @Override
    public Point parse(Row row) {
      return new Point(row.integer("x", 0, 100), row.real("y"));
    }

    @Override
    public Optional<String> key(Point point) {
      return keyed ? Optional.of("x" + point.x()) : Optional.empty();
    }
  }

  private static final Table<Point> TABLE = new Table<>(new Points(true));
  private static final List<Point> POINTS =
      List.of(new Point(1, 0.5), new Point(2, -1e-7), new Point(3, 1e21));

  @TempDir Path folder;

  private Path file() {
    return folder.resolve(TABLE.fileName());
  }

  private GrowingTable<Point> open() throws IOException {
    return GrowingTable.open(file(), TABLE, "the drawing");
  }

  private String refusal() {
    return assertThrows(BadInputException.class, () -> open().close()).getMessage();
  }

  @Test
  void goesOnWhereAWriterWasKilledAtAnyByte() throws IOException {
    try (GrowingTable<Point> table = open()) {
      table.append(POINTS);
    }
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      List<Point> read = GrowingTable.read(file(), TABLE);
      assertEquals(length, Files.size(file()), "reading changes nothing");
      try (GrowingTable<Point> table = open()) {
        assertEquals(read, table.rows(), "killed at " + length);
        table.append(POINTS.subList(read.size(), POINTS.size()));
      }
      assertArrayEquals(whole, Files.readAllBytes(file()), "killed at " + length);
    }
  }

  @Test
  void hasNoRowsWhereThereIsNoFile() {
    assertEquals(List.of(), GrowingTable.read(file(), TABLE));
  }

  @Test
  void keepsTextThatIsNoBeginningOfItsHeader() throws IOException {
    Files.writeString(file(), "my notes");
    assertTrue(refusal().startsWith(file() + ":1: "), refusal());
    assertEquals("my notes", Files.readString(file()));
  }

  @Test
  void refusesASecondWriterUntilTheFirstCloses() throws IOException {
    try (GrowingTable<Point> first = open()) {
      assertEquals("another run is writing the drawing: wait for it, or stop it", refusal());
      first.append(POINTS);
      first.retain(point -> point.x() == 2);
      assertEquals("another run is writing the drawing: wait for it, or stop it", refusal());
    }
    open().close();
  }

  @Test
  void refusesAKeyTwiceAndThenAddsNothing() throws IOException {
    try (GrowingTable<Point> table = open()) {
      table.append(POINTS.get(0));
      String message =
          assertThrows(BadInputException.class, () -> table.append(POINTS)).getMessage();
      assertEquals("x1 is in the drawing already", message);
    }
    assertEquals(POINTS.subList(0, 1), GrowingTable.read(file(), TABLE));
    Files.writeString(file(), "1,2\n", StandardOpenOption.APPEND);
    assertTrue(refusal().contains("points.csv:3: x1 stands in the file already"), refusal());
  }

  @Test
  void rowsWithoutAKeyMayRepeat() throws IOException {
    Table<Point> repeating = new Table<>(new Points(false));
    try (GrowingTable<Point> table = GrowingTable.open(file(), repeating, "the drawing")) {
      table.append(POINTS.get(0));
      table.append(POINTS.get(0));
    }
    assertEquals(2, GrowingTable.read(file(), repeating).size());
  }

  @Test
  void goesOnAfterRowsWereForgotten() throws IOException {
    try (GrowingTable<Point> table = open()) {
      table.append(POINTS);
      table.retain(point -> point.x() < 3);
      assertEquals(POINTS.subList(0, 2), table.rows());
      table.append(POINTS.get(2));
    }
    assertEquals(POINTS, GrowingTable.read(file(), TABLE));
  }

  @Test
  void refusesRowsWhereThereMustBeNone() throws IOException {
    GrowingTable.openEmpty(file(), TABLE, "the drawing", "rows of nothing").close();
    GrowingTable.openEmpty(file(), TABLE, "the drawing", "rows of nothing").close();
    Files.writeString(file(), "x,y\n1,");
    assertEquals(
        "rows of nothing",
        assertThrows(
                BadInputException.class,
                () -> GrowingTable.openEmpty(file(), TABLE, "the drawing", "rows of nothing"))
            .getMessage());
    assertEquals("x,y\n1,", Files.readString(file()));
  }

  @Test
  void namesLineAndColumnOfWhatIsNoNumber() throws IOException {
    for (String y : List.of("NaN", "Infinity", "1e999", "0x1p3", "1d", " 1", "soon", "+1", "")) {
      Files.writeString(file(), "x,y\n1," + y + "\n");
      assertTrue(refusal().contains("points.csv:2: column y has '" + y + "': a number"), y);
    }
  }

  @Test
  void refusesMoreThanItsTableReads() throws IOException {
    Table<Point> small = new Table<>(new Points(true), 8, 3);
    Files.writeString(file(), "x,y\n10,20\n");
    String expected = file() + " has 10 bytes: at most 8 are read";
    assertEquals(
        expected,
        assertThrows(BadInputException.class, () -> GrowingTable.read(file(), small)).getMessage());
    assertEquals(
        expected,
        assertThrows(BadInputException.class, () -> GrowingTable.open(file(), small, "it"))
            .getMessage());
  }
}
