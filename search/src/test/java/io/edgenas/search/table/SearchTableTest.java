package io.edgenas.search.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.table.CsvTable;
import io.edgenas.fixtures.Fuzz;
import io.edgenas.fixtures.Reference;
import io.edgenas.network.Arch;
import io.edgenas.search.Candidate;
import io.edgenas.search.InfeasibleBudgetException;
import io.edgenas.search.LevelledMetric;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import io.edgenas.search.strategy.RandomSearch;
import io.edgenas.search.table.TableLayout.Twins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTableTest {
  /** All four architectures of two decisions; the best costs most. */
  private static final String OWN =
      """
      id,decision.depth,decision.op,accuracy,params
      0,1,skip,0.5,10
      1,2,skip,0.6,20
      2,1,conv,0.7,30
      3,2,conv,0.8,40
      """;

  @TempDir Path folder;

  private static CsvTable csv(String text) {
    return CsvTable.parse(text.getBytes(StandardCharsets.UTF_8), "a.csv");
  }

  private static SearchTable own(String text) {
    return SearchTable.of(csv(text), TableLayout.byNames(List.of("params")));
  }

  private static SearchTable read(String text, String decisions, String accuracy, Twins twins) {
    return SearchTable.of(
        csv(text),
        new TableLayout(
            ColumnPattern.list("--decisions", decisions),
            ColumnPattern.list("--accuracy", accuracy),
            List.of(),
            twins));
  }

  private static List<String> texts(SearchTable table) {
    return table.archs().stream().map(Arch::toString).toList();
  }

  @Test
  void readsATableThatNamesItsColumns() {
    SearchTable table = own(OWN);
    assertEquals(List.of("r32/1/skip", "r32/2/skip", "r32/1/conv", "r32/2/conv"), texts(table));
    assertArrayEquals(
        new double[] {0.5, 0.6, 0.7, 0.8}, table.accuracy().top1(table.archs()), 1e-12);
    assertArrayEquals(new double[] {10, 20, 30, 40}, table.cost("params").values(table.archs()), 0);
    assertTrue(table.complete());
    assertFalse(table.percent());
    assertEquals(List.of("params"), table.costs());
  }

  /** As NAS-Bench-Macro, NAS-Bench-201, DyNAS-T and NAS-Bench-Suite-Zero write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "arch[];                012;                      210;                       r32/0/2;  r32/2/0",
        "arch[|+~];             |none~0|+|none~0|skip~1|; |conv~0|+|none~0|none~1|;  r32/none/skip; r32/conv/none",
        "arch[ ];               7 5 5;                    3 5 7;                     r32/7/5;  r32/3/7",
        "'arch[(,) ]';          '\"(0, 1, 2)\"';          '\"(0, 2, 1)\"';           r32/1/2;  r32/2/1",
      })
  void cutsCellsAndLeavesOutWhatIsTheSameEverywhere(
      String decisions, String first, String second, String firstArch, String secondArch) {
    String text = "arch,accuracy\n" + first + ",0.1\n" + second + ",0.2\n";
    assertEquals(
        List.of(firstArch, secondArch), texts(read(text, decisions, "accuracy", Twins.REFUSED)));
  }

  @Test
  void numberedColumnsComeInTheOrderOfTheirNumbers() {
    String text = "e10,e2,extra,e1,accuracy\n1,2,9,3,0.1\n4,5,9,6,0.2\n";
    SearchTable table = read(text, "e#", "accuracy", Twins.REFUSED);
    assertEquals(List.of("r32/3/2/1", "r32/6/5/4"), texts(table));
    assertEquals(0.25, table.coverage());
  }

  @Test
  void charactersAreCategoriesAndNumbersAmounts() {
    TableSpace characters =
        read("arch,accuracy\n01,0.1\n10,0.2\n", "arch[]", "accuracy", Twins.REFUSED).space();
    assertEquals("arch. 0", characters.decisions().get(1).axes().get(0).quantities().get(0).name());
    TableSpace amounts =
        read("a,accuracy\n0,0.1\n10,0.2\n", "a", "accuracy", Twins.REFUSED).space();
    assertEquals("all a", amounts.decisions().get(1).axes().get(0).quantities().get(1).name());
  }

  @Test
  void aDecisionNamedResolutionIsTheResolution() {
    SearchTable table =
        read(
            "resolution,k,accuracy\n64,3,0.1\n32,3,0.2\n64,5,0.3\n",
            "resolution,k",
            "accuracy",
            Twins.REFUSED);
    assertEquals(List.of(32, 64), table.space().resolutions());
    assertEquals(List.of("r64/3", "r32/3", "r64/5"), texts(table));
  }

  @Test
  void severalAccuraciesAreAveragedAndPercentagesKnown() {
    SearchTable table = read("k,s1,s2\n3,90,92\n5,0.5,0.9\n", "k", "s#", Twins.REFUSED);
    assertTrue(table.percent());
    assertArrayEquals(new double[] {0.91, 0.007}, table.accuracy().top1(table.archs()), 1e-12);
  }

  private static SearchTable levelled(String columns, ColumnLevels levels) {
    return SearchTable.of(
        csv("k,s1,s2,s3\n3,0.9,0.6,0.3\n5,0.1,0.2,0.9\n"),
        new TableLayout(
            ColumnPattern.list("--decisions", "k"),
            ColumnPattern.list("--accuracy", columns),
            levels,
            List.of(),
            Twins.REFUSED));
  }

  @Test
  void severalAccuraciesCanBeHadOneAfterTheOther() {
    SearchTable repeats = levelled("s#", ColumnLevels.REPEATS);
    SearchTable efforts = levelled("s#", ColumnLevels.parse("--levels", "12, 50,200"));
    assertEquals(List.of(1, 2, 3), repeats.levels().efforts());
    assertEquals(List.of(12, 50, 200), efforts.levels().efforts());
    LevelledMetric ofRepeats = LevelledMetric.of(repeats.accuracy());
    LevelledMetric ofEfforts = LevelledMetric.of(efforts.accuracy());
    assertArrayEquals(new double[] {0.75, 0.15}, ofRepeats.values(repeats.archs(), 1), 1e-12);
    assertArrayEquals(new double[] {0.6, 0.2}, ofEfforts.values(efforts.archs(), 1), 1e-12);
    assertArrayEquals(new double[] {0.6, 0.4}, repeats.accuracy().top1(repeats.archs()), 1e-12);
    assertArrayEquals(new double[] {0.3, 0.9}, efforts.accuracy().top1(efforts.archs()), 1e-12);
    assertEquals(0.9, new TableProblem(efforts, Map.of()).optimum().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s1 | repeats   | levels need two columns of accuracy or more",
        "s1 | 12        | levels need two columns of accuracy or more",
        "s# | 12,200    | levels [12, 200] are 2 efforts for 3 columns of accuracy",
        "s# | 12,200,50 | --levels '12,200,50' is not allowed: give repeats, or an effort for each",
        "s# | 0,1,2     | --levels '0,1,2' is not allowed",
        "s# | seeds     | --levels 'seeds' is not allowed",
        "s# | 1,,3      | --levels '1,,3' is not allowed",
      })
  void refusesLevelsThatTheColumnsDoNotHave(String columns, String levels, String message) {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> levelled(columns, ColumnLevels.parse("--levels", levels)));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void twinsAreRefusedOrAveraged() {
    String text = "k,accuracy\n3,0.1\n5,0.4\n3,0.3\n";
    BadInputException e =
        assertThrows(BadInputException.class, () -> read(text, "k", "accuracy", Twins.REFUSED));
    assertTrue(e.getMessage().startsWith("a.csv:4: decides the same as line 2"), e.getMessage());
    SearchTable table = read(text, "k", "accuracy", Twins.AVERAGED);
    assertArrayEquals(new double[] {0.2, 0.4}, table.accuracy().top1(table.archs()), 1e-12);
  }

  @Test
  void rowsOfWhichSomethingIsNotKnownAreLeftOut() {
    SearchTable table = own(OWN.replace("0.6,20", ",20").replace("0.7,30", "0.7,NaN"));
    assertEquals(List.of("r32/1/skip", "r32/2/conv"), texts(table));
    assertEquals(2, table.leftOut());
    assertEquals(0.5, table.coverage());
    Arch unknown = table.space().parse("r32/2/skip");
    assertTrue(Double.isNaN(table.accuracy().top1(List.of(unknown))[0]));
    assertTrue(Double.isNaN(table.cost("params").values(List.of(unknown))[0]));
  }

  @Test
  void tablesAreJoinedByWhatTheyShare() throws IOException {
    Path accuracy = Files.writeString(folder.resolve("acc.csv"), OWN);
    Path latency = Files.writeString(folder.resolve("ms.csv"), "ms,id\n4,3\n3,2\n9,77\n1,0\n");
    SearchTable table =
        SearchTable.read(List.of(accuracy, latency), TableLayout.byNames(List.of("ms")));
    assertEquals(List.of("r32/1/skip", "r32/1/conv", "r32/2/conv"), texts(table));
    assertArrayEquals(new double[] {1, 3, 4}, table.cost("ms").values(table.archs()), 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ms,other~1,2~     | has no column of",
        "id~1~             | has no column that",
        "id,ms~1,2~1,3~    | ms.csv:3: id 1 stands in the file already",
      })
  void refusesTablesThatDoNotJoin(String text, String message) throws IOException {
    Path first = Files.writeString(folder.resolve("acc.csv"), OWN);
    Path second = Files.writeString(folder.resolve("ms.csv"), text.strip().replace('~', '\n'));
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> SearchTable.read(List.of(first, second), TableLayout.byNames(List.of())));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.8,40   | 0.8,-1    | a.csv:5: column params has '-1'",
        "0.8,40   | x,40      | a.csv:5: column accuracy has 'x'",
        "0.8,40   | 100.5,40  | a.csv:5: accuracy 100.5 is not allowed",
        "2,conv   | 2,a b     | a.csv:5: value 'a b' of decision op is not allowed",
        "accuracy | top1      | a.csv:1: there is no column 'accuracy'",
        "params   | macs      | a.csv:1: there is no column 'params'",
        "decision | choice    | a.csv:1: there is no column whose name begins with decision.",
      })
  void refusesWithTheLine(String from, String to, String message) {
    BadInputException e = assertThrows(BadInputException.class, () -> own(OWN.replace(from, to)));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void aCellThatTellsSeveralDecisionsIsNotTakenForOne() {
    String rows = IntStream.range(0, 100).mapToObj(i -> i + ",0.5\n").collect(Collectors.joining());
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> read("arch,accuracy\n" + rows, "arch", "accuracy", Twins.REFUSED));
    assertTrue(
        e.getMessage().startsWith("a.csv:66: decision arch has more than 64 different values"),
        e.getMessage());
  }

  @Test
  void everyRowHasAllDecisions() {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> read("arch,accuracy\n012,0.1\n01,0.2\n", "arch[]", "accuracy", Twins.REFUSED));
    assertTrue(e.getMessage().startsWith("a.csv:3: column arch has 2 parts"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,,b", "a[", "a]b", "e##", "[x]"})
  void refusesPatternsThatMeanNothing(String pattern) {
    BadInputException e =
        assertThrows(BadInputException.class, () -> ColumnPattern.list("--decisions", pattern));
    assertTrue(e.getMessage().startsWith("--decisions '"), e.getMessage());
  }

  @Test
  void aSearchAsksForWhatIsKnownOnly() {
    StringBuilder text = new StringBuilder("arch,accuracy\n");
    for (int i = 0; i < 625; i += 7) { // 90 of 625, none at the corners but one
      text.append(String.format("%d%d%d%d", i / 125, i / 25 % 5, i / 5 % 5, i % 5));
      text.append(",0.").append(100 + i).append('\n');
    }
    SearchTable table = read(text.toString(), "arch[]", "accuracy", Twins.REFUSED);
    SearchProblem problem = new TableProblem(table, Map.of()).problem();
    SearchResult result = new RandomSearch().search(problem, new SearchBudget(60), 3);
    assertTrue(result.evaluations() > 30, result.evaluations() + " evaluations");
    assertTrue(result.uncovered() > 0);
    assertTrue(
        table.archs().containsAll(result.evaluated().stream().map(Candidate::arch).toList()));
  }

  @Test
  void anArchitectureIsFoundWhereOneInAHundredIsKnown() {
    StringBuilder text = new StringBuilder("arch,accuracy\n");
    for (int i = 1; i < 4_096; i += 40) {
      text.append(String.format("%6s", Integer.toString(i, 4)).replace(' ', '0')).append(",0.5\n");
    }
    SearchTable table = read(text.toString(), "arch[]", "accuracy", Twins.REFUSED);
    SearchProblem problem = new TableProblem(table, Map.of()).problem();
    for (int seed = 0; seed < 20; seed++) {
      new RandomSearch().search(problem, new SearchBudget(1), seed);
    }
  }

  @Test
  void refusesATableThatKnowsNextToNothing() {
    StringBuilder text = new StringBuilder("arch,accuracy\n");
    for (int i = 0; i < 10; i++) {
      text.append(("" + i).repeat(4)).append(",0.5\n");
    }
    SearchTable table = read(text.toString(), "arch[]", "accuracy", Twins.REFUSED);
    BadInputException e =
        assertThrows(BadInputException.class, () -> new TableProblem(table, Map.of()));
    assertTrue(
        e.getMessage().contains("knows 10 of 10000 architectures: a search needs 1 % or more"),
        e.getMessage());
  }

  @Test
  void budgetsAreKeptAndTheOptimumWithinThemIsKnown() {
    TableProblem problem = new TableProblem(own(OWN), Map.of("params", 30.0));
    assertEquals(0.7, problem.optimum().orElseThrow(), 1e-12);
    SearchResult result = new RandomSearch().search(problem.problem(), new SearchBudget(10), 1);
    assertEquals(3, result.evaluations());
    assertEquals(0.7, result.best().top1(), 1e-12);
    assertEquals(List.of(30.0), result.best().values());
    SearchProblem none = new TableProblem(own(OWN), Map.of("params", 5.0)).problem();
    assertThrows(
        InfeasibleBudgetException.class,
        () -> new RandomSearch().search(none, new SearchBudget(1), 1));
  }

  @Test
  void refusesBudgetsOnWhatIsNoCost() {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> new TableProblem(own(OWN), Map.of("param", 1.0)));
    assertTrue(e.getMessage().contains("no cost 'param' (did you mean params?)"), e.getMessage());
    assertThrows(BadInputException.class, () -> new TableProblem(own(OWN), Map.of("params", 0.0)));
  }

  @Test
  void damagedTablesAreReadOrRefused() {
    Fuzz.assertReadOrRefused(
        "a.csv",
        OWN,
        1_500,
        bytes ->
            texts(
                SearchTable.of(
                    CsvTable.parse(bytes, "a.csv"), TableLayout.byNames(List.of("params")))),
        texts -> texts);
  }

  @Test
  void readsPublishedTables() {
    Path reference = Reference.folder("nas-bench-macro");
    SearchTable macro =
        SearchTable.read(
            List.of(reference.resolve("nas-bench-macro.csv")),
            new TableLayout(
                ColumnPattern.list("--decisions", "arch[]"),
                ColumnPattern.list("--accuracy", "test_acc_#"),
                List.of("flops"),
                Twins.REFUSED));
    assertTrue(macro.complete());
    assertEquals(6_561, macro.archs().size());
    assertEquals(0.93127, new TableProblem(macro, Map.of()).optimum().orElseThrow(), 5e-6);
    assertEquals(
        0.91940, new TableProblem(macro, Map.of("flops", 45.5e6)).optimum().orElseThrow(), 5e-6);
  }
}
