package io.edgenas.pipeline.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.network.Arch;
import io.edgenas.search.Metric;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.TinySpace;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NetworkMetricsTest {
  private static final SearchSpace SPACE = Spaces.builtIn("tiny");
  private static final Task TASK = Task.of(SPACE, 10, 1);

  @Test
  void answersWithTheFiguresOfTheNetworksInOrder() {
    List<Arch> archs = TinySpace.randomArchs(SPACE, 200, 3);
    List<Metric> metrics =
        new NetworkMetrics(SPACE, TASK, List.of(NetworkFigure.PARAMETERS, NetworkFigure.MACS))
            .all();
    assertEquals("parameters", metrics.get(0).name());
    assertEquals("MACs", metrics.get(1).name());
    assertArrayEquals(
        archs.stream().mapToDouble(arch -> SPACE.lower(TASK, arch).params()).toArray(),
        metrics.get(0).values(archs));
    assertArrayEquals(
        archs.stream().mapToDouble(arch -> SPACE.lower(TASK, arch).macs()).toArray(),
        metrics.get(1).values(archs));
  }

  @Test
  void looksAtEachNetworkOnceForAllOfItsFigures() {
    AtomicInteger looks = new AtomicInteger();
    NetworkFigure counted =
        new NetworkFigure(
            "looks", "looks", "", network -> looks.incrementAndGet() + network.macs());
    List<Metric> metrics =
        new NetworkMetrics(SPACE, TASK, List.of(NetworkFigure.MACS, counted)).all();
    List<Arch> archs = TinySpace.randomArchs(SPACE, 200, 3).stream().distinct().toList();
    metrics.get(0).values(archs);
    assertEquals(archs.size(), looks.get(), "taken while the network is there");
    metrics.get(1).values(archs);
    metrics.get(1).values(archs.subList(0, 5));
    assertEquals(archs.size(), looks.get());
  }
}
