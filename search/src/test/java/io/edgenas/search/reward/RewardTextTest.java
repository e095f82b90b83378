package io.edgenas.search.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.search.Metric;
import io.edgenas.space.fixtures.TinySpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewardTextTest {
  private static final Metric ACCURACY = new Fixed("accuracy", 0.8);
  private static final Map<String, Metric> COSTS = new LinkedHashMap<>();

  static {
    COSTS.put("latency", new Fixed("latency", 40));
    COSTS.put("macs", new Fixed("MACs", 2e6));
  }

  /** A metric that says the same of everything. */
  private record Fixed(String name, double value) implements Metric {
    @Override
    public String unit() {
      return "";
    }

    @Override
    public double[] values(List<Arch> archs) {
      return archs.stream().mapToDouble(arch -> value).toArray();
    }
  }

  private static double reward(String text) {
    List<Arch> one = List.of(TinySpace.SPACE.smallest());
    return RewardText.parse(text).of(ACCURACY, COSTS).values(one)[0];
  }

  /** By hand from Tan et al., equation 2: 0.8 * 2^-0.07, 0.8 * 0.5^-0.07, and so on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mnasnet:target=20 | 0.762110",
        "mnasnet:target=80 | 0.839773",
        "mnasnet-hard:target=20 | 0.4",
        "mnasnet-hard:target=80 | 0.8",
        "mnasnet:target=20,above=-2 | 0.2",
        "mnasnet:target=80,below=-1 | 1.6",
        "mnasnet-hard:target=1e6,cost=macs | 0.4",
        "weighted:accuracy=1,latency=-0.01 | 0.4",
        "weighted:latency=-0.01,macs=-1e-7,accuracy=2 | 1.0"
      })
  void readsRewards(String text, double expected) {
    assertEquals(expected, reward(text), 1e-6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mnasnett:target=1 | did you mean mnasnet?",
        "luck | choose one of [weighted, mnasnet, mnasnet-hard]",
        "mnasnet | a target is missing",
        "mnasnet-hard:cost=macs | a target is missing",
        "mnasnet:target=fast | target must be a number, not 'fast'",
        "mnasnet:target=0 | finite number above 0",
        "mnasnet:target=NaN | finite number above 0",
        "mnasnet:target=Infinity | finite number above 0",
        "mnasnet:target=1,above=0.5 | from -100 to 0",
        "mnasnet:target=1,below=NaN | from -100 to 0",
        "mnasnet:taget=1 | did you mean target?",
        "mnasnet:target=1,target=2 | target is told twice",
        "mnasnet:12.5 | give NAME:OPTION=VALUE",
        "mnasnet: | give NAME:OPTION=VALUE",
        "mnasnet:target=1,cost=latenci | did you mean latency?",
        "weighted | give weights of accuracy and of one cost",
        "weighted:accuracy=1 | give weights of accuracy and of one cost",
        "weighted:latency=-1 | give weights of accuracy and of one cost",
        "weighted:accuracy=much,latency=-1 | accuracy must be a number, not 'much'",
        "weighted:accuracy=1,latency=0.01 | latency must be below 0",
        "weighted:accuracy=1,latency=NaN | latency must be below 0",
        "weighted:accuracy=-1,latency=-1 | accuracy must be above 0",
        "weighted:accuracy=Infinity,latency=-1 | accuracy must be above 0",
        "weighted:accuracy=1,beauty=-1 | choose from [latency, macs]"
      })
  void refusesWithTheReason(String text, String part) {
    String message = assertThrows(BadInputException.class, () -> reward(text)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void refusesACostWhereThereIsNone() {
    RewardPlan plan = RewardText.parse("mnasnet:target=1");
    assertThrows(BadInputException.class, () -> plan.of(ACCURACY, Map.of()));
  }
}
