package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.base.output.Sha256;
import io.edgenas.cli.option.Fp32Profile;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Arch;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.pipeline.extract.SubnetSearch.Found;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchResult;
import io.edgenas.search.strategy.evolution.EvolutionarySearch;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.StageChoice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pins what is found for a latency budget, also where the best leave much of it unused. The golden
 * file holds a line a search: what was asked, what it counted, its best and a digest of everything
 * evaluated.
 */
class GoldenSubnetSearchTest {
  private static final SearchSpace SPACE = Spaces.builtIn("tiny");
  private static final Task TASK = Task.of(SPACE, 10, 1);

  @TempDir private static Path folder;

  @Test
  void sameSeedsFindWhatTheyAlwaysFound() throws IOException {
    Path profile = SyntheticProfile.write(folder, SPACE);
    SubnetSearch search =
        new SubnetSearch(
            SPACE,
            TASK,
            SPACE.resolutions(),
            LatencyModels.of(Fp32Profile.read(profile), SPACE),
            archs -> archs.stream().mapToDouble(GoldenSubnetSearchTest::score).toArray());
    double largestMs = search.predict(SPACE.largest()).boundMs();
    List<String> lines = new ArrayList<>();
    for (double share : new double[] {0.4, 0.6, 0.8, 1.2}) {
      for (long seed = 1; seed <= 3; seed++) {
        Effort effort = new Effort(new EvolutionarySearch(), new SearchBudget(200), seed);
        Found found = search.find(share * largestMs, effort);
        lines.add(share + " of the largest, " + line(found.result()));
      }
    }
    assertEquals(golden(), String.join("\n", lines) + "\n");
  }

  private static String golden() throws IOException {
    try (InputStream in =
        GoldenSubnetSearchTest.class.getResourceAsStream("golden-subnet-search.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Prefers small subnets at some resolutions, so that much of a budget stays unused. */
  private static double score(Arch drawn) {
    ArchSpec arch = ArchSpec.of(drawn);
    int blocks = arch.stages().stream().mapToInt(StageChoice::depth).sum();
    return (arch.resolution() % 16 + 1.0) / (20 + blocks);
  }

  private static String line(SearchResult result) {
    String everything =
        result.evaluated().stream()
            .map(candidate -> candidate.arch() + " " + candidate.top1())
            .collect(Collectors.joining("\n"));
    return "seed %d: %d evaluated, %d rejected, %d uncovered: %s %s: %s"
        .formatted(
            result.seed(),
            result.evaluations(),
            result.rejected(),
            result.uncovered(),
            result.best().arch(),
            result.best().top1(),
            Sha256.of(everything));
  }
}
