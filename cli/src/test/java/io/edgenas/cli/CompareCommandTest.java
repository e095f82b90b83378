package io.edgenas.cli;

import static io.edgenas.cli.BadInput.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strategies compared on a table of 243 architectures. */
class CompareCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeTables() throws IOException {
    StringBuilder table = new StringBuilder("arch,top1,macs\n");
    StringBuilder latency = new StringBuilder("arch,ms\n");
    StringBuilder epochs = new StringBuilder("arch,epoch1,epoch3,epoch9\n");
    for (int i = 0; i < 243; i++) {
      String arch = String.format("%5s", Integer.toString(i, 3)).replace(' ', '0');
      int sum = arch.chars().map(digit -> digit - '0').sum();
      double top1 = 100 * (1 - Math.exp(-0.2 * sum)) - (arch.charAt(2) == '1' ? 3 : 0);
      table.append(arch).append(',').append(top1).append(',').append(1_000 * (sum + 1));
      table.append('\n');
      epochs.append(arch);
      for (int epoch : new int[] {1, 3, 9}) {
        epochs.append(',').append(top1 * (1 - 0.3 / epoch));
      }
      epochs.append('\n');
      latency.append(arch).append(',').append(0.5 + sum).append('\n');
    }
    Files.writeString(folder.resolve("table.csv"), table);
    Files.writeString(folder.resolve("ms.csv"), latency);
    Files.writeString(folder.resolve("epochs.csv"), epochs);
    Files.writeString(folder.resolve("twins.csv"), "decision.k,accuracy\n3,0.5\n3,0.6\n5,0.7\n");
    StringBuilder sparse = new StringBuilder("decision.a,decision.b,decision.c,accuracy\n");
    for (int i = 0; i < 20; i++) {
      sparse.append(i).append(',').append(i).append(',').append(i).append(",0.5\n");
    }
    Files.writeString(folder.resolve("sparse.csv"), sparse);
  }

  private static String[] args(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "compare",
                "--table=" + folder.resolve("table.csv"),
                "--decisions=arch[]",
                "--accuracy=top1",
                "--costs=macs",
                "--queries=40",
                "--seeds=4"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static final String[] TWO = {
    "--strategy=evolutionary:population=8,climb-ratio=0.5", "--strategy=bayesian"
  };

  private static String[] with(String... more) {
    return Stream.concat(Stream.of(TWO), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void givesALineAStrategyRandomFirst() {
    CommandRun run = CommandRun.succeeding(args(TWO));
    List<String> lines = run.out().lines().toList();
    assertEquals(4, lines.size(), run.out());
    assertTrue(lines.get(0).startsWith("median top-1, %"), run.out());
    assertTrue(lines.get(1).startsWith("random "), run.out());
    assertTrue(lines.get(2).startsWith("evolutionary population=8 climb-ratio=0.5 "), run.out());
    assertTrue(lines.get(3).startsWith("bayesian "), run.out());
    assertTrue(lines.get(3).contains("better"), run.out());
    assertTrue(lines.get(3).contains("4 of 4"), run.out());
    assertTrue(
        run.err().contains("table table: all 243 architectures, accuracies in percent; the best"),
        run.err());
  }

  @Test
  void givesMachinesAnObjectAStrategy() {
    List<Document> objects = CommandRun.succeeding(args(with("--json"))).objects();
    assertEquals(3, objects.size());
    Document bayesian = objects.get(2);
    assertEquals("bayesian", bayesian.required("strategy").text());
    assertEquals("better", bayesian.required("verdict").text());
    double best = bayesian.required("optimum_top1").number(0, 1);
    assertEquals(1 - Math.exp(-2), best, 1e-9);
    assertEquals(best, bayesian.required("median_top1").number(0, 1), 1e-9);
    assertEquals(4, bayesian.required("optimal_runs").integer(0, 4));
    assertEquals(40, bayesian.required("queries").integer(0, 100));
    assertEquals(4, bayesian.required("stages").list(10).size());
    assertTrue(bayesian.required("median_hypervolume").number(0, 1) > 0.2);
  }

  @Test
  void writesTablesAndPicturesThatThreadsDoNotChange() throws IOException {
    List<String> names =
        List.of("standings.csv", "runs.csv", "curves.csv", "front.csv", "curves.svg", "front.svg");
    Path one = folder.resolve("one");
    Path three = folder.resolve("three");
    CommandRun.succeeding(args(with("--threads=1", "--out=" + one)));
    CommandRun.succeeding(args(with("--threads=3", "--out=" + three)));
    for (String name : names) {
      assertEquals(
          Files.readString(one.resolve(name)), Files.readString(three.resolve(name)), name);
    }
    assertFalse(Files.exists(one.resolve("hand-made.csv")), "a table names no depth or width");
    assertEquals(1 + 3 * 4, Files.readAllLines(one.resolve("standings.csv")).size());
    assertEquals(1 + 3 * 4, Files.readAllLines(one.resolve("runs.csv")).size());
    assertEquals(1 + 3 * 40, Files.readAllLines(one.resolve("curves.csv")).size());
  }

  @Test
  void keepsBudgetsOnCostsOfAJoinedTable() {
    List<Document> objects =
        CommandRun.succeeding(
                args(with("--table=" + folder.resolve("ms.csv"), "--budget=ms=6.5", "--json")))
            .objects();
    for (Document each : objects) {
      double best = each.required("optimum_top1").number(0, 1);
      assertEquals(1 - Math.exp(-1.2), best, 1e-9);
      assertTrue(each.required("high_top1").number(0, 1) <= best + 1e-12);
    }
  }

  @Test
  void comparesAllStrategiesUnlessToldWhich() {
    List<Document> objects = CommandRun.succeeding(args("--json")).objects();
    List<String> names = objects.stream().map(each -> each.required("strategy").text()).toList();
    assertEquals("random", names.get(0));
    assertTrue(names.containsAll(List.of("evolutionary", "bayesian")), names.toString());
    assertEquals(names.stream().distinct().toList(), names);
  }

  /** 2 * top1 - 1e-4 * macs is largest where seven steps are made, by hand from the formulas. */
  @Test
  void comparesByARewardAndTellsAccuracyAndCost() {
    String reward = "--reward=weighted:accuracy=2,macs=-1e-4";
    Path out = folder.resolve("rewarded");
    List<Document> objects =
        CommandRun.succeeding(args(with(reward, "--json", "--out=" + out))).objects();
    double best = 2 * (1 - Math.exp(-0.2 * 7)) - 1e-4 * 8_000;
    for (Document each : objects) {
      assertEquals(best, each.required("optimum_reward").number(0, 2), 1e-9);
      double value = each.required("best_reward").number(0, 2);
      double top1 = each.required("best_top1").number(0, 1);
      double macs = each.required("best_cost").number(0, 1e6);
      assertEquals(2 * top1 - 1e-4 * macs, value, 1e-9);
      assertTrue(each.optional("median_top1").isEmpty());
      assertTrue(each.optional("median_hypervolume").isEmpty());
    }
    assertEquals(best, objects.get(2).required("median_reward").number(0, 2), 1e-9);
    assertTrue(Files.exists(out.resolve("curves.svg")));
    assertFalse(Files.exists(out.resolve("front.svg")), "a reward has no front");
    String text = CommandRun.succeeding(args(with(reward))).out();
    assertTrue(text.startsWith("median reward"), text);
    assertTrue(text.contains("best of bayesian: reward 0.706806, 75.340 % top-1, macs 8000"), text);
  }

  @Test
  void withoutCostsThereIsNoFront() {
    Path out = folder.resolve("no-front");
    CommandRun run =
        CommandRun.succeeding(
            "compare",
            "--table=" + folder.resolve("twins.csv"),
            "--average-twins",
            "--strategy=random",
            "--queries=2",
            "--seeds=1",
            "--out=" + out,
            "--json");
    assertEquals(0.7, run.objects().get(0).required("median_top1").number(0, 1), 1e-12);
    assertFalse(Files.exists(out.resolve("front.svg")));
    assertTrue(Files.exists(out.resolve("curves.svg")));
  }

  @Test
  void countsPartsOfEvaluationsWhereTheColumnsAreLevels() {
    CommandRun run =
        CommandRun.succeeding(
            "compare",
            "--table=" + folder.resolve("epochs.csv"),
            "--decisions=arch[]",
            "--accuracy=epoch#",
            "--levels=1,3,9",
            "--strategy=halving",
            "--queries=40",
            "--seeds=4",
            "--json");
    Document halving = run.objects().get(1);
    assertEquals("better", halving.required("verdict").text());
    assertEquals(4, halving.required("optimal_runs").integer(0, 4));
    assertTrue(run.err().contains("in percent at the levels [1, 3, 9]; the best"), run.err());
    assertTrue(run.err().contains(" glimpses, "), run.err());
  }

  static Stream<BadInput> refused() {
    String table = "compare --table $/table.csv --decisions arch[] --accuracy top1";
    return Stream.of(
        of("nothing to compare on", "compare", "--table", "--supernet"),
        of("both sources", table + " --supernet=s --profile=p --budget-ms=1", "mutually exclusive"),
        of("half a source", "compare --supernet s --budget-ms 3", "--profile"),
        of("no such table", "compare --table $/none.csv", "$/none.csv does not exist"),
        of("no decisions", "compare --table $/table.csv", "whose name begins with decision."),
        of("uncut decisions", table.replace("[]", ""), "table.csv:66", "more than 64", "arch[]"),
        of("no such column", table.replace("top1", "top"), "no column 'top'", "top1?"),
        of("no such cost", table + " --costs mac", "no column 'mac'", "macs?"),
        of("budget without an amount", table + " --budget macs", "'macs' is not COLUMN=X"),
        of("budget of nothing", table + " --budget macs=0", "budget for macs 0.0"),
        of("two budgets", table + " --budget macs=1 --budget macs=2", "macs is given twice"),
        of("twins", "compare --table $/twins.csv", "twins.csv:3: decides the same as line 2"),
        of("too sparse", "compare --table $/sparse.csv", "knows 20 of 8000", "1 % or more"),
        of("levels of one column", table + " --levels repeats", "two columns of accuracy or more"),
        of("no levels", table + " --levels few", "--levels 'few'", "12,50,200"),
        of("no strategy", table + " --strategy best", "unknown strategy 'best'", "bayesian"),
        of(
            "no such option of a strategy",
            table + " --strategy bayesian:batches=2",
            "has no option 'batches'",
            "batch?"),
        of("no assignment", table + " --strategy bayesian:batch", "NAME:OPTION=VALUE"),
        of("a strategy twice", table + " --strategy random --strategy random", "given twice"),
        of("no such reward", table + " --reward weigted:accuracy=1", "did you mean weighted?"),
        of("a reward without a target", table + " --reward mnasnet", "a target is missing"),
        of(
            "a reward without costs",
            table + " --reward mnasnet:target=1",
            "needs a cost, and none is known"),
        of(
            "a reward of no such cost",
            table + " --costs macs --reward weighted:accuracy=1,mac=-1",
            "there is no cost 'mac'",
            "macs?"),
        of(
            "a front of a reward",
            table + " --costs macs --front --reward mnasnet:target=1",
            "--reward is not allowed with --front"),
        of(
            "levels of a reward",
            table + " --costs macs --levels repeats --reward mnasnet:target=1",
            "--levels is not allowed with --reward"),
        of(
            "neither budget nor reward",
            "compare --supernet $/s --profile $/p",
            "--budget-ms",
            "--reward"),
        of("no seeds", table + " --seeds 0", "--seeds 0", "1 to 100"),
        of("no queries", table + " --queries 0", "number of evaluations 0"),
        of("no threads", table + " --threads 0", "--threads 0"),
        of("a task of a table", table + " --classes 10", "--classes is not allowed with --table"),
        of("a budget that nothing keeps", table + " --budget macs=500", "reaches from 1000")
            .withExitCode(3));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWithOneMessage(BadInput bad) {
    bad.in(folder).check();
  }
}
