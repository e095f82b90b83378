package io.edgenas.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.base.output.Sha256;
import io.edgenas.network.Arch;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.strategy.RandomSearch;
import io.edgenas.search.strategy.evolution.EvolutionarySearch;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.BlockChoice;
import io.edgenas.space.mbconv.StageChoice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Pins what searches find, so that a change of their insides shows. The golden file holds a line a
 * search: what was asked, what it counted, the best three and a digest of everything evaluated.
 */
class GoldenSearchTest {
  private static final SearchSpace SPACE = Spaces.builtIn("mobile-28");
  private static final List<SearchStrategy> STRATEGIES =
      List.of(new EvolutionarySearch(), new RandomSearch());

  @Test
  void sameSeedsFindWhatTheyAlwaysFound() throws IOException {
    List<String> lines = new ArrayList<>();
    for (SearchStrategy strategy : STRATEGIES) {
      for (double kiloMacs : new double[] {900, 2_500}) {
        for (int evaluations : new int[] {300, 2_000}) {
          for (long seed = 1; seed <= 3; seed++) {
            SearchResult result =
                strategy.search(problem(kiloMacs), new SearchBudget(evaluations), seed);
            lines.add(line(result, kiloMacs, evaluations));
          }
        }
      }
    }
    assertEquals(golden(), String.join("\n", lines) + "\n");
  }

  private static String golden() throws IOException {
    try (InputStream in = GoldenSearchTest.class.getResourceAsStream("golden-search.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static SearchProblem problem(double kiloMacs) {
    return new SearchProblem(
        SPACE,
        SPACE.resolutions(),
        Toy.objective(GoldenSearchTest::score),
        List.of(
            Toy.limit("MACs", kiloMacs, arch -> Toy.kiloMacs(SPACE, arch)),
            Toy.limit("blocks", 9, GoldenSearchTest::blocks)));
  }

  private static double blocks(Arch drawn) {
    ArchSpec arch = ArchSpec.of(drawn);
    return arch.stages().stream().mapToInt(StageChoice::depth).sum();
  }

  /** Uses plain arithmetic alone, which is the same on every machine. */
  private static double score(Arch drawn) {
    ArchSpec arch = ArchSpec.of(drawn);
    double score = arch.resolution() / 10.0;
    int index = 0;
    for (StageChoice stage : arch.stages()) {
      score += stage.width().orElse(0) / 50.0;
      for (BlockChoice block : stage.blocks()) {
        index++;
        score += 0.1 + 0.03 * block.expand() + 0.01 * ((block.kernel() * index) % 5);
      }
    }
    return score / (score + 5);
  }

  private static String line(SearchResult result, double kiloMacs, int evaluations) {
    String everything =
        result.evaluated().stream().map(GoldenSearchTest::text).collect(Collectors.joining("\n"));
    String best =
        result.finalists(3).stream().map(GoldenSearchTest::text).collect(Collectors.joining("; "));
    return "%s, %s kMAC, %d evaluations, seed %d: %d evaluated, %d rejected, %d uncovered: %s: %s"
        .formatted(
            result.strategy(),
            kiloMacs,
            evaluations,
            result.seed(),
            result.evaluations(),
            result.rejected(),
            result.uncovered(),
            best,
            Sha256.of(everything));
  }

  private static String text(Candidate candidate) {
    return candidate.arch() + " " + candidate.top1() + " " + candidate.values();
  }
}
