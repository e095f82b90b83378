package io.edgenas.elsewhere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.SearchStrategy;
import io.edgenas.search.contract.SearchStrategyContract;
import io.edgenas.search.strategy.Strategies;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A strategy from elsewhere is one like the built-in ones, and is what the guide shows. */
class RestartedClimbTest extends SearchStrategyContract {
  private static final Path GUIDE = Path.of("../docs/search.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/edgenas/elsewhere/RestartedClimb.java");

  @Override
  protected SearchStrategy strategy() {
    return RestartedClimb.KIND.make(Map.of("misses", "30"));
  }

  @Test
  void standsBesideTheBuiltInOnes() {
    List<StrategyKind> kinds = new ArrayList<>(Strategies.BUILT_IN.kinds());
    kinds.add(RestartedClimb.KIND);
    assertSame(RestartedClimb.KIND, new Strategies(kinds).named("restarted-climb"));
  }

  @Test
  void isTheExampleOfTheGuide() throws IOException {
    String block = Files.readString(GUIDE).split("```java\n")[1].split("```")[0];
    assertEquals(Files.readString(SOURCE), block);
  }

  @Test
  void theGuideListsEveryOptionOfTheBuiltInOnes() throws IOException {
    String guide = Files.readString(GUIDE);
    for (StrategyKind kind : Strategies.BUILT_IN.kinds()) {
      for (StrategyOption<?> option : kind.options()) {
        String row =
            "| `%s` | `%s` | %s | %s | %s |"
                .formatted(
                    kind.name(),
                    option.name(),
                    option.defaultValue(),
                    option.allowed(),
                    option.meaning());
        assertTrue(guide.contains(row + "\n"), row);
      }
    }
  }
}
