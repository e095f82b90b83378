package io.edgenas.supernet.elastic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.MbConvFamily;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.TensorThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every subnet of every built-in space computes what the plain network of its weights computes, and
 * learns with exactly those weights: the smallest, the largest and random ones. The gate takes a
 * few; {@code -Dedgenas.elastic.subnets=50} takes fifty and prints how exact they are.
 */
class ElasticEqualsStaticTest {
  private static final int RANDOM = Integer.getInteger("edgenas.elastic.subnets", 1);
  private static final int BATCH = 2;

  private static TensorThread thread;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  static List<String> spaces() {
    return new MbConvFamily().builtIn();
  }

  private static List<Arch> archs(MbConvSpace space) {
    List<Arch> archs = new ArrayList<>(TinySpace.randomArchs(space, RANDOM, 11));
    archs.add(space.smallest());
    archs.add(space.largest());
    // What is elastic does not depend on the resolution: the smallest is the cheapest.
    return archs.stream().map(arch -> arch.withResolution(space.resolutions().get(0))).toList();
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void forwardAndGradients(String name) {
    MbConvSpace space = MbConvSpace.builtIn(name);
    Task task = Task.of(space, 10, 3);
    double worst = 0;
    List<Arch> archs = archs(space);
    try (ElasticSupernet supernet =
        ElasticSupernet.of(thread, space, task, Tensors.noisyWeights(space, task, 1))) {
      ElasticChecks checks = new ElasticChecks(supernet, BATCH);
      for (Arch arch : archs) {
        Network network = supernet.lower(arch);
        double difference = checks.difference(network);
        assertTrue(difference <= 1e-5, arch + ": " + difference + " of the largest score");
        assertEquals(Set.of(), checks.gradientFaults(network), arch.toString());
        worst = Math.max(worst, difference);
      }
    }
    System.out.printf(Locale.ROOT, "%s: %d subnets, at most %.2g off%n", name, archs.size(), worst);
  }
}
