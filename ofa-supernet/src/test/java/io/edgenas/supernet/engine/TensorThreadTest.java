package io.edgenas.supernet.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.edgenas.base.input.BadInputException;
import io.edgenas.supernet.elastic.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TensorThreadTest {
  private static TensorThread thread;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  @Test
  void runsTasksOnOneThreadAndNestedOnesAtOnce() {
    Thread first = thread.call(Thread::currentThread);
    assertNotEquals(Thread.currentThread(), first);
    assertSame(first, thread.call(() -> thread.call(Thread::currentThread)));
    assertFalse(thread.isCurrent());
    assertThrows(IllegalStateException.class, thread::requireCurrent);
    thread.run(thread::requireCurrent);
  }

  @Test
  void throwsWhatTheTaskThrew() {
    BadInputException bad = new BadInputException("bad");
    assertSame(
        bad,
        assertThrows(
            BadInputException.class,
            () ->
                thread.run(
                    () -> {
                      throw bad;
                    })));
    IOException io = new IOException("io");
    assertSame(
        io,
        assertThrows(
                UncheckedIOException.class,
                () ->
                    thread.call(
                        () -> {
                          throw io;
                        }))
            .getCause());
  }

  @Test
  void waitsForTheTaskWhenInterruptedAndKeepsTheFlag() {
    Thread.currentThread().interrupt();
    assertEquals(7, thread.call(() -> 7));
    assertTrue(Thread.interrupted());
  }

  @Test
  void theEndOfTheProcessWaitsForTheRunningTaskAndLetsNoOtherBegin() throws Exception {
    TensorThread ended = Tensors.start();
    CountDownLatch begun = new CountDownLatch(1);
    FutureTask<String> task =
        new FutureTask<>(
            () ->
                ended.call(
                    () -> {
                      begun.countDown();
                      while (!ended.ending()) {
                        Thread.onSpinWait();
                      }
                      return "left by itself";
                    }));
    new Thread(task).start();
    begun.await();
    ended.end();
    assertEquals("left by itself", task.get());
    assertThrows(CancellationException.class, () -> ended.call(() -> 1));
    ended.close();
  }

  @Test
  void refusesAnotherNumberOfThreadsInOneProcess() {
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> TensorThread.start(new EngineSettings(3, DeviceType.CPU)))
            .getMessage();
    assertTrue(message.contains("2 threads"), message);
  }

  @Test
  void refusesNoThreads() {
    assertThrows(BadInputException.class, () -> new EngineSettings(0, DeviceType.CPU));
  }

  @Test
  void recordsGradientsOnlyWhileACollectorIsOpen() {
    thread.run(
        () -> {
          try (NDManager scope = thread.manager().newSubManager()) {
            NDArray weight = scope.ones(new Shape(2));
            weight.setRequiresGradient(true);
            weight.addi(weight); // the engine refuses this where gradients are recorded
            try (GradientCollector collector = thread.engine().newGradientCollector()) {
              collector.backward(weight.mul(weight).sum());
            }
            assertArrayEquals(new float[] {4, 4}, weight.getGradient().toFloatArray());
            assertFalse(weight.mul(weight).hasGradient());
          }
        });
  }

  @Test
  void aWindowIsAViewOfItsPartOfTheArray() {
    thread.run(
        () -> {
          try (NDManager scope = thread.manager().newSubManager()) {
            NDArray array = scope.arange(0, 12, 1).reshape(3, 4).toType(DataType.FLOAT32, true);
            NDArray window = TorchCalls.window(array, new long[] {1, 1}, new long[] {3, 3}, scope);
            assertArrayEquals(new float[] {5, 6, 9, 10}, window.toFloatArray());
            window.subi(window);
            assertArrayEquals(
                new float[] {0, 1, 2, 3, 4, 0, 0, 7, 8, 0, 0, 11}, array.toFloatArray());
          }
        });
  }

  @Test
  void refusesWindowsOutsideOfTheArray() {
    thread.run(
        () -> {
          try (NDManager scope = thread.manager().newSubManager()) {
            NDArray array = scope.ones(new Shape(3, 4));
            assertRefused(array, new long[] {0, 0}, new long[] {3, 5});
            assertRefused(array, new long[] {-1, 0}, new long[] {3, 4});
            assertRefused(array, new long[] {2, 0}, new long[] {2, 4});
            assertRefused(array, new long[] {0}, new long[] {3});
          }
        });
  }

  private static void assertRefused(NDArray array, long[] begin, long[] end) {
    assertThrows(
        IllegalArgumentException.class,
        () -> TorchCalls.window(array, begin, end, array.getManager()));
  }
}
