package io.edgenas.cli;

import static io.edgenas.cli.BadInput.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.network.Network;
import io.edgenas.pipeline.adapter.AccuracyModelFile;
import io.edgenas.search.accuracy.ArchFeatures;
import io.edgenas.search.accuracy.RidgeAccuracyModel;
import io.edgenas.space.BalancedSample;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code edgenas search --reward}, on a space whose best subnets are its largest. */
class RewardSearchTest {
  private static final SearchSpace SPACE = Spaces.builtIn("tiny");
  private static final Task TASK = Task.of(SPACE, 1_000, 3);

  @TempDir private static Path folder;

  @BeforeAll
  static void modelAndProfile() throws IOException {
    SyntheticProfile.write(folder.resolve("profiles"), SPACE);
    List<EvaluatedArch> samples = new ArrayList<>();
    for (Arch arch : BalancedSample.draw(SPACE, 60, new SplittableRandom(1))) {
      samples.add(new EvaluatedArch(arch, score(arch), 1_000));
    }
    AccuracyModelFile.write(
        folder.resolve("top1.onnx"),
        RidgeAccuracyModel.fit(new ArchFeatures(SPACE, SPACE.resolutions()), samples));
  }

  /** The more work, the better. */
  private static double score(Arch arch) {
    Network network = SPACE.lower(TASK, arch);
    return 1 - 2 / Math.log(10.0 + network.macs());
  }

  private static CommandRun run(String... more) {
    List<String> args = new ArrayList<>(List.of("search", "--space=tiny"));
    args.add("--accuracy-model=" + folder.resolve("top1.onnx"));
    args.addAll(List.of("--profile=" + folder.resolve("profiles")));
    args.addAll(List.of(more));
    if (args.stream().noneMatch(each -> each.startsWith("--evaluations"))) {
      args.add("--evaluations=300");
    }
    return CommandRun.succeeding(args.toArray(String[]::new));
  }

  private static Document json(String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--json");
    return run(args.toArray(String[]::new)).objects().get(0);
  }

  private static double number(Document object, String key) {
    return object.required(key).number(-1e9, 1e9);
  }

  private static double boundMs(Document answer) {
    return answer.optional("upper_ms").map(each -> each.number(0, 1e9)).orElse(Double.NaN);
  }

  @Test
  void rewardIsMadeOfTheAccuracyAndTheLatencyThatAreShown() {
    Document answer = json("--reward=mnasnet:target=0.1");
    assertEquals("mnasnet:target=0.1", answer.required("reward").text());
    assertEquals("guided", answer.required("strategy").text());
    assertEquals(
        number(answer, "top1") * Math.pow(boundMs(answer) / 0.1, -0.07),
        number(answer, "reward_value"),
        1e-9);
  }

  @Test
  void weightsTradeAccuracyForLatencyAndParameters() {
    Document answer = json("--reward=weighted:accuracy=1,latency=-0.1,params=-1e-7");
    double params = SPACE.lower(TASK, SPACE.parse(answer.required("arch").text())).params();
    assertEquals(
        number(answer, "top1") - 0.1 * boundMs(answer) - 1e-7 * params,
        number(answer, "reward_value"),
        1e-9);
    double light = number(json("--reward=weighted:accuracy=1,latency=-0.001"), "latency_ms");
    double heavy = number(json("--reward=weighted:accuracy=1,latency=-10"), "latency_ms");
    assertTrue(heavy < light, heavy + " ms, " + light + " ms");
  }

  /** A steep fall above the target makes it nearly a budget. */
  @Test
  void hardRewardStaysAtItsTarget() {
    double most = boundMs(json("--budget-ms=1000"));
    double target = 0.5 * most;
    String reward = "--reward=mnasnet-hard:above=-50,target=" + target;
    double reached = boundMs(json(reward));
    assertTrue(reached <= 1.02 * target && reached > 0.8 * target, reached + " of " + target);
  }

  @Test
  void budgetLeavesOutWhatItWouldWithoutAReward() {
    double budgetMs = 0.5 * boundMs(json("--budget-ms=1000"));
    Document answer =
        json("--reward=mnasnet-hard:target=1000", "--budget-ms=" + budgetMs, "--max-params=1G");
    assertTrue(boundMs(answer) <= budgetMs);
    assertEquals(budgetMs, number(answer, "budget_ms"));
    assertEquals(2, answer.required("constraints").list(9).size());
    assertEquals(
        json("--budget-ms=" + budgetMs).required("arch").text(), answer.required("arch").text());
    assertTrue(json("--reward=mnasnet:target=1").required("constraints").list(9).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guided",
        "evolutionary",
        "random",
        "local-search",
        "aging-evolution",
        "nsga2",
        "bayesian",
        "reinforce",
        "tpe",
        "halving"
      })
  void everyStrategyTakesAReward(String strategy) {
    Document answer =
        json("--reward=mnasnet:target=0.1", "--strategy=" + strategy, "--evaluations=60");
    assertEquals(strategy, answer.required("strategy").text());
    double best = number(json("--reward=mnasnet:target=0.1"), "reward_value");
    assertTrue(number(answer, "reward_value") <= best + 1e-9, "guided is beaten by " + strategy);
  }

  @Test
  void showsPeopleTheRewardWithAccuracyAndLatency() {
    String text = run("--reward=mnasnet:target=0.1").out();
    List<String> lines = text.lines().toList();
    assertTrue(lines.get(1).matches("reward 0\\.\\d+ by mnasnet:target=0.1"), text);
    assertTrue(lines.get(2).matches("\\d+\\.\\d+ % predicted top-1, .* ms \\(at most .*\\)"), text);
  }

  @Test
  void writesEverySubnetWithItsReward() throws IOException {
    Path out = folder.resolve("out");
    Document answer = json("--reward=mnasnet:target=0.1", "--out=" + out);
    List<String> rows = Files.readAllLines(out.resolve("evaluated.csv"));
    assertEquals("arch,reward,predicted_top1,bound_ms", rows.get(0));
    assertEquals((int) number(answer, "evaluations") + 1, rows.size());
    assertTrue(Files.readString(out.resolve("search.json")).contains("\"reward_value\""));
  }

  static Stream<BadInput> misuse() {
    String search = "search --space tiny --accuracy-model $/top1.onnx --profile $/profiles ";
    return Stream.of(
            of("neither budget nor reward", search, "--budget-ms", "--reward"),
            of("unknown reward", search + "--reward mnasnett:target=1", "did you mean mnasnet?"),
            of("reward without a target", search + "--reward mnasnet", "a target is missing"),
            of("target that is no number", search + "--reward mnasnet:target=x", "not 'x'"),
            of("target NaN", search + "--reward mnasnet:target=NaN", "finite number above 0"),
            of(
                "unknown cost",
                search + "--reward weighted:accuracy=1,latenci=-1",
                "did you mean latency?"),
            of(
                "weight that is no number",
                search + "--reward weighted:accuracy=much,latency=-1",
                "accuracy must be a number, not 'much'"),
            of("cost that is good", search + "--reward weighted:accuracy=1,macs=1", "below 0"),
            of(
                "reward of a front",
                search + "--front --reward mnasnet:target=1",
                "--reward is not allowed with --front"),
            of(
                "objectives of a reward",
                search + "--objectives accuracy,macs --reward mnasnet:target=1",
                "--objectives is not allowed without --front"),
            of("budget 0", search + "--budget-ms 0 --reward mnasnet:target=1", "above 0"),
            of(
                    "budget that nothing keeps",
                    search + "--budget-ms 1e-6 --reward mnasnet:target=1",
                    "reaches from")
                .withExitCode(3))
        .map(each -> each.in(folder));
  }

  @ParameterizedTest
  @MethodSource
  void misuse(BadInput input) {
    input.check();
  }
}
