package io.edgenas.experiments.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.engine.TensorThread;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainingArmsTest {
  private static final MbConvSpace SPACE = MbConvSpace.builtIn("mobile-28");

  private static TensorThread thread;

  @BeforeAll
  static void start() {
    thread = TensorThread.start(EngineSettings.ofThisMachine());
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  @Test
  void thePlainNetworkHasTheParametersOfTheSubnet() {
    Task task = Task.of(SPACE, 10, 1);
    ArchVariation variation = new ArchVariation(SPACE);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 5; i++) {
      Network network = SPACE.lower(task, variation.sample(random));
      int side = network.input().height();
      thread.run(
          () -> {
            try (NDManager scope = thread.manager().newSubManager()) {
              Block block = DjlNetwork.of(network);
              block.initialize(scope, DataType.FLOAT32, new Shape(1, 1, side, side));
              long trainable =
                  block.getParameters().values().stream()
                      .filter(parameter -> parameter.requiresGradient())
                      .mapToLong(parameter -> parameter.getArray().size())
                      .sum();
              assertEquals(network.params(), trainable, network.arch().toString());
              NDList images = new NDList(scope.ones(new Shape(2, 1, side, side)));
              NDList scores = block.forward(new ParameterStore(scope, false), images, false);
              assertArrayEquals(
                  new long[] {2, 10}, scores.singletonOrThrow().getShape().getShape());
            }
          });
    }
  }

  @Test
  void everyArmTrains() {
    Arch arch = SPACE.smallest();
    thread.run(
        () -> {
          try (TrainingData data = new TrainingData(SPACE, 4);
              TrainingArm elastic = new ElasticArm(thread, SPACE, data);
              TrainingArm plain = new DjlArm(SPACE, data, true);
              TrainingArm nchw = new DjlArm(SPACE, data, false)) {
            assertTrue(elastic.seconds(arch, 2) > 0);
            assertTrue(plain.seconds(arch, 2) > 0);
            assertTrue(nchw.seconds(arch, 2) > 0);
          }
        });
  }
}
